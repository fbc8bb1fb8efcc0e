#pragma once

#include <string>

#include "tools/model_run.hpp"
#include "tools/output.hpp"

namespace trygg::tools {

/// The columns `response,family,<by variables…>,term,level,reference,category,statistic,n,estimate,
/// se,lower,upper,df_numerator,df,t,p_value,note`. A cell without a model has one row, of the term
/// "model", with the reason as its note.
OutputTable to_output(const Modelled& made);

/// The same for a person: rounded, in words, without the coefficients that odds ratios tell.
/// \param lang  sv or en
OutputTable to_told(const Modelled& made, const std::string& lang);

/// What is said beside the table, a line each: records left out, columns without a coefficient,
/// cells without a model, too few degrees of freedom.
std::vector<std::string> remarks(const Modelled& made);

}  // namespace trygg::tools
