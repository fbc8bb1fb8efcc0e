#include "tools/options.hpp"

#include <CLI/CLI.hpp>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg::tools {

struct Options::Impl {
  CLI::App app;
  std::map<CLI::Option*, std::pair<Ordered*, std::string>> ordered;
  std::vector<std::string> names;
  explicit Impl(const std::string& summary, const std::string& command) : app(summary, command) {
    app.set_help_flag("-h,--help", "this text");
    app.get_option("--help")->configurable(false);
    names.emplace_back("--help");
  }
  CLI::Option* note(const std::string& spelled, CLI::Option* option, const std::string& value) {
    for (const auto& name : split(spelled, ',')) names.push_back(name);
    return value.empty() ? option : option->type_name(value);
  }
};

Options::Options(std::string command, std::string summary)
    : impl_(std::make_unique<Impl>(summary, command)) {}
Options::~Options() = default;

void Options::positional(std::string& target, const std::string& name, const std::string& help) {
  impl_->app.add_option(name, target, help)->required()->type_name("");
}
void Options::optional_positional(std::string& target, const std::string& name,
                                  const std::string& help) {
  impl_->app.add_option(name, target, help)->type_name("");
}
void Options::positionals(std::vector<std::string>& target, const std::string& name,
                          const std::string& help) {
  impl_->app.add_option(name, target, help)->required()->type_name("");
}
void Options::add(const std::string& names, std::string& target, const std::string& value,
                  const std::string& help) {
  impl_->note(names, impl_->app.add_option(names, target, help), value);
}
void Options::add(const std::string& names, std::optional<std::string>& target,
                  const std::string& value, const std::string& help) {
  impl_->note(names, impl_->app.add_option(names, target, help), value);
}
void Options::add(const std::string& names, std::optional<double>& target,
                  const std::string& value, const std::string& help) {
  impl_->note(names, impl_->app.add_option_function<std::string>(
                         names,
                         [&target, names](const std::string& text) {
                           target = to_number(text);
                           require<ConfigError>(target.has_value(), "{} '{}': not a number", names,
                                                text);
                         },
                         help),
              value);
}
void Options::add(const std::string& names, unsigned& target, const std::string& value,
                  const std::string& help) {
  impl_->note(names, impl_->app.add_option_function<std::string>(
                         names,
                         [&target, names](const std::string& text) {
                           const auto number = to_number(text);
                           require<ConfigError>(number && *number >= 0 && *number <= 1e9 &&
                                                    *number == static_cast<unsigned>(*number),
                                                "{} '{}': not a whole number", names, text);
                           target = static_cast<unsigned>(*number);
                         },
                         help),
              value);
}
void Options::add(const std::string& names, std::vector<std::string>& target,
                  const std::string& value, const std::string& help) {
  impl_->note(names, impl_->app.add_option(names, target, help)->expected(1)->take_all(), value);
  impl_->app.get_option(split(names, ',').back())->allow_extra_args(false);
}
void Options::flag(const std::string& names, bool& target, const std::string& help) {
  impl_->note(names, impl_->app.add_flag(names, target, help), "");
}
void Options::required(const std::string& name) { impl_->app.get_option(name)->required(); }

void Options::ordered(const std::string& names, Ordered& target, const std::string& value,
                      const std::string& help) {
  auto* option = impl_->app.add_option(names, help)->expected(1)->take_all();
  option->allow_extra_args(false);
  impl_->note(names, option, value);
  impl_->ordered[option] = {&target, option->get_single_name()};
}
void Options::ordered_flag(const std::string& names, Ordered& target, const std::string& help) {
  auto* option = impl_->app.add_flag(names, help);
  impl_->note(names, option, "");
  impl_->ordered[option] = {&target, option->get_single_name()};
}

void Options::common(Common& target) {
  flag("--quiet", target.quiet, "no progress and no remarks");
  add("--threads", target.threads, "N", "threads to use (default: all); changes no digit");
  add("--lang", target.lang, "sv|en", "language of headings and reports");
}

namespace {

/// CLI11's own words are replaced where they would puzzle.
std::string readable(const CLI::ParseError& error) {
  return error.what();
}

}  // namespace

void Options::parse(Args args) {
  auto& app = impl_->app;
  for (const auto& arg : args) {
    if (arg.size() < 3 || !arg.starts_with("--")) continue;
    const auto name = arg.substr(0, arg.find('='));
    if (std::ranges::find(impl_->names, name) != impl_->names.end()) continue;
    throw ConfigError(
        fmt::format("unknown option '{}'{}", name, did_you_mean(name, impl_->names, 30)));
  }
  std::vector<std::string> reversed(args.rbegin(), args.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    throw ConfigError(readable(error));
  }
  std::map<CLI::Option*, std::size_t> taken;
  for (auto* option : app.parse_order()) {
    const auto found = impl_->ordered.find(option);
    if (found == impl_->ordered.end()) continue;
    const auto& [target, name] = found->second;
    const bool is_flag = option->get_expected_max() == 0;
    target->emplace_back(name, is_flag ? "" : option->results().at(taken[option]++));
  }
}

std::string Options::help() const { return impl_->app.help(); }

}  // namespace trygg::tools
