#include "design/sampling_file.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "design/joint_probabilities.hpp"

namespace trygg {
namespace {

using Fail = std::function<void(const std::string&, const std::string&)>;

/// What `read` makes of a text; its complaint is one of the text's key.
template <class Read>
auto of_key(const std::string& key, const std::string& text, Read read, const Fail& fail) {
  try {
    return read(text);
  } catch (const ConfigError& e) {
    fail(key, e.what());
    throw;
  }
}

void set_probability(DesignSpec& spec, const SamplingTexts& texts, const Fail& fail) {
  if (!texts.probability) {
    if (texts.pps) fail("pps", "needs the inclusion probabilities, --probability (probability)");
    if (texts.joint)
      fail("joint", "needs the inclusion probabilities, --probability (probability)");
    if (texts.pps_form)
      fail("pps_form", "needs the inclusion probabilities, --probability (probability)");
    return;
  }
  ProbabilitySpec probability{.column = *texts.probability};
  if (texts.pps) probability.pps = of_key("pps", *texts.pps, to_pps, fail);
  if (texts.pps_form) {
    probability.form = of_key("pps_form", *texts.pps_form, to_pps_form, fail);
    if (probability.pps != Pps::overton && probability.pps != Pps::hartley_rao)
      fail("pps_form",
           "is of pps overton and hartley-rao; ht and yates-grundy are forms themselves");
  }
  if (texts.joint) probability.joint = read_joint(*texts.joint);
  spec.probability = std::move(probability);
}

void set_phase2(DesignSpec& spec, const SamplingTexts& texts, const Fail& fail) {
  if (!texts.phase2) {
    if (texts.phase2_strata)
      fail("phase2_strata", "needs --phase2 (phase2), who is in the second phase");
    if (texts.phase2_probability)
      fail("phase2_probability", "needs --phase2 (phase2), who is in the second phase");
    return;
  }
  spec.phase2 = {.members = of_key("phase2", *texts.phase2, read_code_list, fail),
                 .strata = texts.phase2_strata,
                 .probability = texts.phase2_probability};
}

void put(std::string& toml, std::string_view key, std::string_view value) {
  toml += fmt::format("{} = {}\n", key, toml_quoted(value));
}

}  // namespace

void set_sampling(DesignSpec& spec, const SamplingTexts& texts, const Fail& fail) {
  set_probability(spec, texts, fail);
  if (texts.certainty) spec.certainty = of_key("certainty", *texts.certainty, read_code_list, fail);
  spec.order = texts.order;
  set_phase2(spec, texts, fail);
}

void read_sampling(const Config& table, DesignSpec& spec) {
  const SamplingTexts texts{.probability = table.optional_text("probability"),
                            .pps = table.optional_text("pps"),
                            .pps_form = table.optional_text("pps_form"),
                            .certainty = table.optional_text("certainty"),
                            .order = table.optional_text("order"),
                            .phase2 = table.optional_text("phase2"),
                            .phase2_strata = table.optional_text("phase2_strata"),
                            .phase2_probability = table.optional_text("phase2_probability"),
                            .joint = table.optional_path("joint")};
  set_sampling(spec, texts, [&](const std::string& key, const std::string& problem) {
    table.fail(key, problem);
  });
}

std::string sampling_toml(const DesignSpec& spec) {
  std::string toml;
  if (spec.probability) {
    const auto& p = *spec.probability;
    put(toml, "probability", p.column);
    if (p.pps) put(toml, "pps", to_text(*p.pps));
    if (p.form != PpsForm::ht) put(toml, "pps_form", to_text(p.form));
    if (p.joint) put(toml, "joint", p.joint->path.string());
  }
  if (spec.certainty) put(toml, "certainty", spec.certainty->text);
  if (spec.order) put(toml, "order", *spec.order);
  if (spec.phase2) {
    put(toml, "phase2", spec.phase2->members.text);
    if (spec.phase2->strata) put(toml, "phase2_strata", *spec.phase2->strata);
    if (spec.phase2->probability) put(toml, "phase2_probability", *spec.phase2->probability);
  }
  return toml;
}

}  // namespace trygg
