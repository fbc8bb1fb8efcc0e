#include "tools/goal_words.hpp"

namespace trygg::tools {
namespace {

constexpr GoalWords swedish{
    .halved = "halverat",
    .not_halved = "inte halverat",
    .reached = "nått",
    .not_reached = "inte nått",
    .cannot_tell = "går inte att avgöra",
    .not_available = "kan inte beräknas",
    .on_path = "på banan",
    .behind_path = "efter",
    .course_unknown = "oklart",
    .goal = "{}: till {} % av {} års nivå senast {}",
    .population = "Målet gäller {}.",
    .answers = "Svar",
    .nearest = "målåret {} enligt närmaste mätning, {}, mot {}",
    .interpolated = "målåret {} mellan två mätningar, mot {}",
    .before_target = "(före målåret)",
    .every = "{}: {} nått, {} inte, {} går inte att avgöra (Holm)",
    .every_unavailable = ", {} kan inte beräknas",
    .every_withheld = "{}: antalen redovisas inte",
    .worst = "{} ({}): {} → {} %, {} % av basåret",
    .by_itself = "utvalda på basåret självt, så en del av fallet kommer av urvalet",
    .by_shrinking = "krympta mot medelvärdet",
    .by_round = "enligt {}",
    .every_of = "varje {}",
    .worst_of = "de {} {} där andelen var störst",
    .against = "{} mot {}",
    .state = "Läge",
    .course = "Kurs",
    .area = "Område",
    .sex = "Kön",
    .ratio = "% av {}",
    .distance = "Avstånd",
    .whole = "hela",
    .all = "alla",
    .too_many = "{}: {} områden, för många för tabellen: {} {}, {} {}, {} går inte att avgöra.",
    .most_unclear =
        "{}: i {} av {} kan mätningen inte avgöra om målet är nått. Det betyder inte att "
        "inget har hänt, utan att så många svar inte räcker.",
    .few_unclear = "{}: i {} av {} går det inte att avgöra.",
    .false_verdicts =
        "Bland {} prövningar är högst {} felaktiga besked av vardera slaget att vänta "
        "av en slump.",
    .holm = "* står sig inte när alla {} prövas på en gång (Holm).",
    .told_at =
        "Ett område kan här sägas ha nått målet vid högst {} % av basåret, och inte ha nått "
        "det från {} % (median).",
    .told_near_0 =
        "De flesta områden kan här inte sägas ha nått målet om andelen inte är nära 0, och inte ha "
        "nått det från {} % av basåret (median).",
    .never_told =
        "De flesta områden kunde inte ha sagts ha nått målet hur mycket andelen än hade "
        "minskat; att inte ha nått det från {} % (median).",
    .unavailable = "{}: {} av {} kan inte beräknas: {}.",
    .few_answers = "{} har för få svar",
    .not_estimable = "{} saknar kvot, som när basåret är 0",
    .series_break = "i {} ändrades frågan, svaren eller vilka som tillfrågas",
    .projection = "Framskrivet till {}: {} % ({}–{}).",
    .no_projection = "Ingen framskrivning: det finns färre än fyra jämförbara mätningar.",
    .broken =
        "Mellan {} och {} ändrades frågan, svaren eller vilka som tillfrågas: mätningarna kan inte "
        "jämföras.",
    .count = "{} {}: {} (mål: högst {}): {}",
    .count_unknown = "{} {}: listan är inte känd",
    .recut = "; listan har delats in på nytt, så antalen kan inte jämföras",
    .decimal = ','};

constexpr GoalWords english{
    .halved = "halved",
    .not_halved = "not halved",
    .reached = "reached",
    .not_reached = "not reached",
    .cannot_tell = "cannot be told",
    .not_available = "not available",
    .on_path = "on path",
    .behind_path = "behind",
    .course_unknown = "unclear",
    .goal = "{}: to {} % of the {} level by {}",
    .population = "The goal is about {}.",
    .answers = "Answers",
    .nearest = "target year {} by the nearest round, {}, against {}",
    .interpolated = "target year {} between two rounds, against {}",
    .before_target = "(before the target year)",
    .every = "{}: {} reached, {} not, {} cannot be told (Holm)",
    .every_unavailable = ", {} not available",
    .every_withheld = "{}: the numbers are not published",
    .worst = "{} ({}): {} → {} %, {} % of the baseline",
    .by_itself = "picked by the baseline itself, so some of the fall comes from the picking",
    .by_shrinking = "shrunken towards the mean",
    .by_round = "by {}",
    .every_of = "every {}",
    .worst_of = "the {} {} where the share was greatest",
    .against = "{} against {}",
    .state = "State",
    .course = "Course",
    .area = "Area",
    .sex = "Sex",
    .ratio = "% of {}",
    .distance = "To path",
    .whole = "whole",
    .all = "all",
    .too_many = "{}: {} areas, too many for the table: {} {}, {} {}, {} cannot be told.",
    .most_unclear =
        "{}: in {} of {} the survey cannot tell whether the goal is reached. This does "
        "not mean that nothing happened, but that so many answers are not enough.",
    .few_unclear = "{}: in {} of {} it cannot be told.",
    .false_verdicts =
        "Among {} tests at most {} wrong verdicts of either kind are to be expected by "
        "chance.",
    .holm = "* does not hold when all {} are tested at once (Holm).",
    .told_at =
        "Here an area can be said to have reached the goal at {} % of the baseline or less, "
        "and not to have from {} % on (median).",
    .told_near_0 =
        "Most areas cannot be said here to have reached the goal unless the share is near 0; not "
        "to have, from {} % of the baseline on (median).",
    .never_told =
        "Most areas could not have been said to have reached the goal however far the "
        "share had fallen; not to have, from {} % on (median).",
    .unavailable = "{}: {} of {} are not available: {}.",
    .few_answers = "{} have too few answers",
    .not_estimable = "{} have no ratio, as where the baseline is 0",
    .series_break = "in {} the question, its answers or those asked changed",
    .projection = "Projected to {}: {} % ({}–{}).",
    .no_projection = "No projection: there are fewer than four comparable rounds.",
    .broken =
        "Between {} and {} the question, its answers or those asked changed: the rounds cannot "
        "be compared.",
    .count = "{} {}: {} (goal: at most {}): {}",
    .count_unknown = "{} {}: the list is not known",
    .recut = "; the list was re-cut, so the numbers cannot be compared",
    .decimal = '.'};

}  // namespace

const GoalWords& goal_words(std::string_view language) {
  return language == "en" ? english : swedish;
}

std::string_view word_of(Verdict verdict, double factor, const GoalWords& words) {
  const bool half = factor == 0.5;
  switch (verdict) {
    case Verdict::reached:
      return half ? words.halved : words.reached;
    case Verdict::not_reached:
      return half ? words.not_halved : words.not_reached;
    case Verdict::cannot_tell:
      return words.cannot_tell;
    case Verdict::not_available:
      break;
  }
  return words.not_available;
}

std::string_view word_of(Course course, const GoalWords& words) {
  switch (course) {
    case Course::on_path:
      return words.on_path;
    case Course::behind_path:
      return words.behind_path;
    case Course::cannot_tell:
      return words.course_unknown;
    case Course::not_available:
      break;
  }
  return "";
}

}  // namespace trygg::tools
