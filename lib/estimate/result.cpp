#include "estimate/result.hpp"

namespace trygg {

std::string_view to_text(Statistic statistic) {
  switch (statistic) {
    case Statistic::share:
      return "share";
    case Statistic::mean:
      return "mean";
    case Statistic::total:
      return "total";
    case Statistic::count:
      return "count";
    case Statistic::ratio:
      return "ratio";
    case Statistic::quantile:
      return "quantile";
    case Statistic::function:
      return "function";
  }
  return "";
}

std::string_view to_text(Note note) {
  switch (note) {
    case Note::empty_domain:
      return "empty_domain";
    case Note::no_valid_answers:
      return "no_valid_answers";
    case Note::zero_denominator:
      return "zero_denominator";
    case Note::df_zero:
      return "df_zero";
    case Note::all_or_none:
      return "all_or_none";
    case Note::fixed_by_calibration:
      return "fixed_by_calibration";
    case Note::no_variance:
      return "no_variance";
    case Note::not_positive:
      return "not_positive";
    case Note::not_finite:
      return "not_finite";
    case Note::no_standard_group:
      return "no_standard_group";
    case Note::no_sampling_part:
      return "no_sampling_part";
    case Note::replicates_without_value:
      return "replicates_without_value";
    case Note::negative_variance:
      return "negative_variance";
    case Note::limit_outside_data:
      return "limit_outside_data";
  }
  return "";
}

}  // namespace trygg
