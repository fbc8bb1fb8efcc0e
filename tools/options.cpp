#include "tools/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg::tools {
namespace {

constexpr std::size_t terminal_width = 80, help_column = 27;

enum class Arity { flag, one, many };

/// One option or argument: how it is spelled, explained and stored.
struct Entry {
  std::string section;
  std::vector<std::string> names;  // one without dashes for an argument
  std::string value, help;
  Arity arity = Arity::one;
  bool required = false;
  CLI::Option* option = nullptr;
  std::function<void(const std::vector<std::string>&)> store;
  Ordered* ordered = nullptr;

  bool is_argument() const { return !names.front().starts_with('-'); }
  /// The name that messages use: the long one.
  const std::string& name() const { return names.back(); }
};

double to_number_or_fail(const std::string& name, const std::string& text) {
  const auto number = to_number(text);
  require<ConfigError>(number.has_value(), "{} '{}': not a number", name, text);
  return *number;
}

unsigned to_unsigned_or_fail(const std::string& name, const std::string& text) {
  const auto number = to_number(text);
  require<ConfigError>(
      number && *number >= 0 && *number <= 1e9 && *number == static_cast<unsigned>(*number),
      "{} '{}': not a whole number", name, text);
  return static_cast<unsigned>(*number);
}

/// `text` broken at blanks into lines, the first after `left`, all from column `from` on.
std::string in_two_columns(const std::string& left, const std::string& text,
                           std::size_t from = help_column) {
  std::string line = left, all;
  const auto indent = [&] { line.append(from - std::min(from, code_points(line)), ' '); };
  if (!left.empty() && code_points(left) + 2 > from) {
    all = left + '\n';
    line.clear();
  }
  indent();
  bool is_first = true;
  for (const auto& word : split(text, ' ')) {
    if (!is_first && code_points(line) + 1 + code_points(word) > terminal_width) {
      all += line + '\n';
      line.clear();
      indent();
      is_first = true;
    }
    line += (is_first ? "" : " ") + word;
    is_first = false;
  }
  return all + line + '\n';
}

}  // namespace

struct Options::Impl {
  CLI::App app;
  std::string command, summary, section = "Options";
  std::vector<Entry> entries;
  std::vector<std::string> later;

  Entry& add(const std::string& names, const std::string& value, const std::string& help,
             Arity arity) {
    auto& entry = entries.emplace_back(Entry{.section = section,
                                             .names = split(names, ','),
                                             .value = value,
                                             .help = help,
                                             .arity = arity});
    if (arity == Arity::flag) {
      entry.option = app.add_flag(names, help);
      entry.option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    } else {
      entry.option = app.add_option(names, help)->expected(1)->take_all();
      // Off, or CLI11 takes "[a,b]" apart and a repeatable option eats the arguments after it.
      entry.option->allow_extra_args(entry.is_argument() && arity == Arity::many);
    }
    return entry;
  }

  Entry* find(std::string_view name) {
    const auto has_name = [&](const Entry& e) {
      return !e.is_argument() && std::ranges::find(e.names, name) != e.names.end();
    };
    const auto found = std::ranges::find_if(entries, has_name);
    return found == entries.end() ? nullptr : &*found;
  }

  std::string usage() const {
    std::string text = command;
    for (const auto& e : entries) {
      if (!e.is_argument()) continue;
      const auto name = e.name() + (e.arity == Arity::many ? "..." : "");
      text += e.required ? ' ' + name : " [" + name + ']';
    }
    return text + " [OPTION]...";
  }

  [[noreturn]] void reject(const std::string& name) const;
  void check(Args args);
  void check_counts() const;
  void store_ordered();
};

Options::Options(std::string command, std::string summary) : impl_(std::make_unique<Impl>()) {
  impl_->command = command.starts_with("trygg") ? command : "trygg " + command;
  impl_->summary = std::move(summary);
  impl_->app.set_help_flag();
}
Options::~Options() = default;

void Options::section(const std::string& title) {
  impl_->section = title;
}
void Options::not_yet(const std::vector<std::string>& names) {
  impl_->later = names;
}

void Options::positional(std::string& target, const std::string& name, const std::string& help) {
  auto& entry = impl_->add(name, "", help, Arity::one);
  entry.required = true;
  entry.store = [&target](const auto& values) { target = values.back(); };
}
void Options::optional_positional(std::string& target, const std::string& name,
                                  const std::string& help) {
  impl_->add(name, "", help, Arity::one).store = [&target](const auto& values) {
    target = values.back();
  };
}
void Options::positionals(std::vector<std::string>& target, const std::string& name,
                          const std::string& help) {
  auto& entry = impl_->add(name, "", help, Arity::many);
  entry.required = true;
  entry.store = [&target](const auto& values) { target = values; };
}
void Options::add(const std::string& names, std::string& target, const std::string& value,
                  const std::string& help) {
  impl_->add(names, value, help, Arity::one).store = [&target](const auto& values) {
    target = values.back();
  };
}
void Options::add(const std::string& names, std::optional<std::string>& target,
                  const std::string& value, const std::string& help) {
  impl_->add(names, value, help, Arity::one).store = [&target](const auto& values) {
    target = values.back();
  };
}
void Options::add(const std::string& names, std::optional<double>& target, const std::string& value,
                  const std::string& help) {
  auto& entry = impl_->add(names, value, help, Arity::one);
  entry.store = [&target, name = entry.name()](const auto& values) {
    target = to_number_or_fail(name, values.back());
  };
}
void Options::add(const std::string& names, unsigned& target, const std::string& value,
                  const std::string& help) {
  auto& entry = impl_->add(names, value, help, Arity::one);
  entry.store = [&target, name = entry.name()](const auto& values) {
    target = to_unsigned_or_fail(name, values.back());
  };
}
void Options::add(const std::string& names, std::vector<std::string>& target,
                  const std::string& value, const std::string& help) {
  impl_->add(names, value, help, Arity::many).store = [&target](const auto& values) {
    target = values;
  };
}
void Options::flag(const std::string& names, bool& target, const std::string& help) {
  impl_->add(names, "", help, Arity::flag).store = [&target](const auto&) { target = true; };
}
void Options::required(const std::string& name) {
  auto* entry = impl_->find(name);
  require(entry != nullptr, "no option '{}' is declared", name);
  entry->required = true;
}
void Options::ordered(const std::string& names, Ordered& target, const std::string& value,
                      const std::string& help) {
  impl_->add(names, value, help, Arity::many).ordered = &target;
}
void Options::ordered_flag(const std::string& names, Ordered& target, const std::string& help) {
  impl_->add(names, "", help, Arity::flag).ordered = &target;
}

void Options::common(Common& target) {
  section("General");
  flag("--quiet", target.quiet, "no progress and no remarks");
  add("--threads", target.threads, "N", "threads to use (default: all); changes no digit");
  auto& lang = impl_->add("--lang", "sv|en", "language of headings and reports", Arity::one);
  lang.store = [&target](const auto& values) {
    target.lang = values.back();
    require<ConfigError>(target.lang == "sv" || target.lang == "en",
                         "--lang '{}': must be sv or en", target.lang);
  };
}

void Options::Impl::reject(const std::string& name) const {
  require<ConfigError>(std::ranges::find(later, name) == later.end(),
                       "option '{}' is not in this version of trygg", name);
  std::vector<std::string> known{"--help"};
  for (const auto& e : entries)
    if (!e.is_argument()) known.insert(known.end(), e.names.begin(), e.names.end());
  throw ConfigError(fmt::format("unknown option '{}'{}", name, did_you_mean(name, known, 30)));
}

/// What CLI11 would report in words that puzzle: unknown options, and options in a value's place.
void Options::Impl::check(Args args) {
  for (std::size_t i = 0; i < args.size() && args[i] != "--"; ++i) {
    if (args[i].size() < 2 || args[i][0] != '-') continue;
    const bool is_long = args[i].starts_with("--");
    const auto equals = is_long ? args[i].find('=') : std::string::npos;
    const auto name = is_long ? args[i].substr(0, equals) : args[i].substr(0, 2);
    const auto* entry = find(name);
    if (!entry) reject(name);
    if (entry->arity == Arity::flag) {
      require<ConfigError>(equals == std::string::npos, "{} takes no value", name);
      continue;
    }
    if (!is_long && args[i].size() > 2) continue;
    const bool has_value = equals == std::string::npos
                               ? ++i < args.size() && !find(args[i].substr(0, args[i].find('=')))
                               : equals + 1 < args[i].size();
    require<ConfigError>(has_value, "{} needs a value ({})", name, entry->value);
  }
}

void Options::Impl::check_counts() const {
  for (const auto& e : entries) {
    const auto count = e.option->count();
    if (e.is_argument())
      require<ConfigError>(count > 0 || !e.required, "{} is missing; usage: {}", e.name(), usage());
    else
      require<ConfigError>(count > 0 || !e.required, "{} {} is required", e.name(), e.value);
    require<ConfigError>(count < 2 || e.arity != Arity::one, "{} is given {} times", e.name(),
                         count);
  }
}

void Options::Impl::store_ordered() {
  std::vector<std::size_t> taken(entries.size(), 0);
  for (const auto* option : app.parse_order()) {
    const auto entry = std::ranges::find(entries, option, &Entry::option);
    if (entry == entries.end() || !entry->ordered) continue;
    auto& next = taken[static_cast<std::size_t>(entry - entries.begin())];
    entry->ordered->emplace_back(entry->name(),
                                 entry->arity == Arity::flag ? "" : option->results().at(next++));
  }
}

void Options::parse(Args args) {
  impl_->check(args);
  try {
    impl_->app.parse(std::vector<std::string>(args.rbegin(), args.rend()));
  } catch (const CLI::ExtrasError&) {
    const auto extra = impl_->app.remaining();
    throw ConfigError(fmt::format("'{}' is one argument too many; usage: {}",
                                  extra.empty() ? "" : extra.front(), impl_->usage()));
  } catch (const CLI::ParseError& error) {
    throw ConfigError(error.what());
  }
  impl_->check_counts();
  for (const auto& e : impl_->entries)
    if (e.store && e.option->count() > 0) e.store(e.option->results());
  impl_->store_ordered();
}

std::string Options::help() const {
  const auto stop = impl_->summary.ends_with('.') ? "" : ".";
  std::string text = fmt::format("Usage: {}\n\n", impl_->usage());
  text += in_two_columns("", impl_->summary + stop, 0);
  std::string section;
  const auto put = [&](const std::string& title, const std::string& left, const std::string& help) {
    if (section != title) text += fmt::format("\n{}:\n", title);
    section = title;
    text += in_two_columns("  " + left, help);
  };
  for (const auto& e : impl_->entries)
    if (e.is_argument()) put("Arguments", e.name(), e.help);
  for (const auto& e : impl_->entries) {
    if (e.is_argument()) continue;
    put(e.section, joined(e.names, ", ") + (e.value.empty() ? "" : ' ' + e.value), e.help);
  }
  put(section.empty() ? "Options" : section, "-h, --help", "this text");
  return text;
}

}  // namespace trygg::tools
