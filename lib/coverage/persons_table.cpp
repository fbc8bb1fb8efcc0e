#include "coverage/persons_table.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace trygg {
namespace {

void add_level(Column& column, const std::string& text, Missing missing = Missing::none) {
  column.levels.push_back({.text = text, .missing = missing});
}

/// Number of the level with this text, which is added when it is new.
std::uint32_t level_of(Column& column, const std::string& text) {
  const auto found = std::ranges::find(column.levels, text, &Level::text);
  const auto place = static_cast<std::uint32_t>(found - column.levels.begin());
  if (found == column.levels.end()) add_level(column, text);
  return place;
}

template <class Items, class Text>
Column column_of(const std::string& name, const Items& items, Text text) {
  Column column{.name = name};
  for (const auto& item : items) add_level(column, text(item));
  return column;
}

const auto code_of = [](const auto& item) { return item.code; };
const auto itself = [](const std::string& text) { return text; };

Column age_column(const SynthModel& model, std::uint32_t& youngest) {
  youngest = std::ranges::min_element(model.age_groups, {}, &SynthModel::AgeGroup::from)->from;
  const auto oldest = std::ranges::max_element(model.age_groups, {}, &SynthModel::AgeGroup::to)->to;
  Column column{.name = model.names.age};
  for (auto age = youngest; age <= oldest; ++age) add_level(column, std::to_string(age));
  return column;
}

Column question_column(const SynthModel::Question& q) {
  auto column = column_of(q.name, q.codes, itself);
  if (!q.apart.empty()) add_level(column, q.apart);
  for (const auto& missing : q.missing) add_level(column, missing.code, Missing::other);
  return column;
}

}  // namespace

PersonsTable::PersonsTable(const SynthRound& round, Outcomes outcomes)
    : model_(round.model), has_outcomes_(outcomes == Outcomes::told) {
  const auto& model = *model_;
  require(!has_outcomes_ || model.sampled, "the model has no outcomes");
  columns_.push_back(column_of(model.names.stratum, model.strata, code_of));
  Column area{.name = model.names.area};
  for (std::size_t h = 0; h < model.strata.size(); ++h)
    area_.push_back(level_of(area, model.area_of(h, model.waves[round.wave].era)));
  columns_.push_back(std::move(area));
  columns_.push_back(column_of(model.names.sex, model.sexes, code_of));
  columns_.push_back(age_column(model, youngest_));
  columns_.push_back(column_of(model.names.age_group, model.age_groups, code_of));
  first_trait_ = columns_.size();
  for (const auto& trait : model.traits)
    columns_.push_back(column_of(trait.name, trait.codes, itself));
  first_question_ = columns_.size();
  for (const auto& q : model.questions) {
    columns_.push_back(question_column(q));
    first_missing_.push_back(
        static_cast<std::uint32_t>(columns_.back().levels.size() - q.missing.size()));
  }
  if (has_outcomes_) add_outcomes();
  for (auto& column : columns_) find_numbers(column, '.');
}

void PersonsTable::add_outcomes() {
  for (auto c = first_trait_; c < columns_.size(); ++c) add_level(columns_[c], "", Missing::system);
  Column outcome{.name = model_->sampled->outcome};
  add_level(outcome, model_->sampled->answered);
  for (const auto& reason : model_->sampled->reasons) add_level(outcome, reason.code);
  columns_.push_back(std::move(outcome));
}

void PersonsTable::add(std::size_t h, const SynthPersons& persons, std::size_t i) {
  auto column = columns_.begin();
  const auto append = [&](std::uint32_t level) { (column++)->codes.push_back(level); };
  append(static_cast<std::uint32_t>(h));
  append(area_[h]);
  append(persons.sex[i]);
  append(persons.age[i] - youngest_);
  append(persons.age_group[i]);
  for (const auto& trait : persons.trait) append(trait[i]);
  for (const auto& answer : persons.answer) append(answer[i]);
  if (has_outcomes_) append(0);
}

void PersonsTable::did_not_answer(std::size_t reason) {
  for (auto c = first_trait_; c + 1 < columns_.size(); ++c) {
    const bool is_trait = c < first_question_;
    if (is_trait && model_->traits[c - first_trait_].in_register) continue;
    columns_[c].codes.back() = static_cast<std::uint32_t>(columns_[c].levels.size() - 1);
  }
  columns_.back().codes.back() = static_cast<std::uint32_t>(1 + reason);
}

void PersonsTable::leave_out(std::size_t question, std::size_t missing_code) {
  columns_[first_question_ + question].codes.back() =
      first_missing_[question] + static_cast<std::uint32_t>(missing_code);
}

Table PersonsTable::take() {
  return {"the synthetic population", std::move(columns_)};
}

}  // namespace trygg
