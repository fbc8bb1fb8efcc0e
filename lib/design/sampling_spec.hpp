#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

struct JointProbabilities;

/// Where the joint inclusion probabilities of PSUs drawn with probabilities π, without replacement,
/// come from, and with it how their variance is estimated (variance/unequal_form.hpp).
enum class Pps {
  brewer,       ///< none are needed: Brewer's approximation
  overton,      ///< Overton's approximation of them
  hartley_rao,  ///< Hartley and Rao's approximation of them
  ht,           ///< given, in the form of Horvitz and Thompson
  yates_grundy  ///< given, in the form of Yates and Grundy, for samples of a fixed size
};

/// The form of the estimator over approximated joint probabilities.
enum class PpsForm { ht, yates_grundy };

/// Codes of a variable, as `V=code|code` has them.
struct CodeList {
  std::string text;  ///< as written
  std::string variable;
  std::vector<std::string> codes;
};

/// Cuts at the first `=` and at every `|` that neither quotes nor a backslash protect.
/// \throws ConfigError  no `=`, or nothing on one of its sides
CodeList read_code_list(std::string_view written);

/// PSUs drawn with unequal probabilities.
struct ProbabilitySpec {
  std::string column;      ///< π, constant within a PSU; weights are 1/π where no other are given
  std::optional<Pps> pps;  ///< not given: the variance is that of drawing with replacement
  PpsForm form = PpsForm::ht;                       ///< of overton and hartley_rao
  std::shared_ptr<const JointProbabilities> joint;  ///< of ht and yates_grundy
};

/// A subsample of the records, for which alone the variables of interest are known.
struct SecondPhaseSpec {
  CodeList members;
  std::optional<std::string> strata;  ///< of the subsampling, known for all records; none: one
  /// Every member was drawn by itself with this probability; none: at random within the strata.
  std::optional<std::string> probability;
};

/// The sampling as it is written on a command line or in a file.
struct SamplingTexts {
  std::optional<std::string> probability, pps, pps_form, certainty, order, phase2, phase2_strata,
      phase2_probability;
  std::optional<std::filesystem::path> joint;
};

/// "brewer", "overton", "hartley-rao", "ht", "yates-grundy". \throws ConfigError  another name
Pps to_pps(std::string_view name);
std::string_view to_text(Pps method);
/// "ht", "yates-grundy". \throws ConfigError  another name
PpsForm to_pps_form(std::string_view name);
std::string_view to_text(PpsForm form);

}  // namespace trygg
