#include <fmt/format.h>

#include "reports/weighting/figures_text.hpp"
#include "reports/weighting/parts.hpp"

namespace trygg::reports::weighting {
namespace {

Html fact(const std::string& term, const std::string& value, const std::string& below) {
  return element("div", {element("dt", {term}),
                         element("dd", {element("span", {{"class", "big"}}, {value}),
                                        element("span", {{"class", "sub"}}, {below})})});
}

std::string headline(const Context& c) {
  const auto& last = c.diagnosis.stages.back().weight;
  const Slots slots{{"n", count_text(last.n)}, {"sum", count_text(last.sum)}};
  if (!c.diagnosis.response) return c.word("wt_head", slots);
  return c.word("wt_head_response", {{"n", count_text(c.diagnosis.response->answered)},
                                     {"sampled", count_text(c.diagnosis.response->sampled)},
                                     {"sum", count_text(last.sum)}});
}

Html response_facts(const Context& c, const ResponseDiagnosis& r) {
  const double plain = static_cast<double>(r.answered) / static_cast<double>(r.sampled);
  Html facts = fact(c.word("wt_fact_rate"), percent_text(r.weighted_rate) + "\u00a0%",
                    c.word("wt_fact_rate_below", {{"rate", percent_text(plain)}}));
  if (const auto& one = r.representative)
    facts +=
        fact(c.word("wt_fact_r"), fixed_text(one->indicator, 3),
             c.word("wt_fact_r_below",
                    {{"range", range_text(fixed_text(one->lower, 3), fixed_text(one->upper, 3))},
                     {"level", fmt::format("{:g}", 100 * one->level)}}));
  else
    facts += fact(c.word("wt_fact_r"), "–", c.word("wt_fact_r_none"));
  return facts;
}

}  // namespace

Html opening(Context& c) {
  const auto& last = c.diagnosis.stages.back();
  Html facts =
      c.diagnosis.response
          ? response_facts(c, *c.diagnosis.response)
          : fact(c.word("wt_fact_n"), count_text(last.weight.n),
                 c.word("wt_fact_n_below", {{"records", count_text(c.diagnosis.records)}}));
  facts += fact(c.word("wt_fact_n_effective"), count_text(last.kish.n_effective),
                c.word("wt_fact_n_effective_below",
                       {{"n", count_text(last.kish.n)}, {"deff", fixed_text(last.kish.deff, 2)}}));
  const Html kicker = element(
      "p", {{"class", "kicker"}},
      {element("b", {c.word("wt_kicker")}), " · " + c.diagnosis.recipe + " · " + c.diagnosis.data});
  const Html main = element(
      "div", {kicker, element("h1", {headline(c)}),
              element("p", {{"class", "lede"}},
                      {c.word("wt_lede", {{"weight", c.diagnosis.weight},
                                          {"median", significant_text(last.weight.quantiles[3])},
                                          {"least", significant_text(last.weight.smallest)},
                                          {"most", significant_text(last.weight.largest)}})}),
              element("dl", {{"class", "facts"}}, {facts})});
  const Html aside =
      element("aside", {{"aria-label", c.word("wt_reading")}},
              {element("h2", {c.word("wt_reading")}), paragraph(c.word("wt_reading_r")),
               paragraph(c.word("wt_reading_deff")), paragraph(c.word("wt_reading_rows"))});
  return element("header", {{"class", "top"}}, {element("div", {{"class", "row"}}, {main, aside})});
}

Html footer(const Context& c) {
  return paragraph(c.word("wt_footer", {{"program", c.diagnosis.program}}));
}

}  // namespace trygg::reports::weighting
