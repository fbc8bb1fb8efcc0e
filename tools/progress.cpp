#include "tools/progress.hpp"

#include <condition_variable>
#include <mutex>
#include <ostream>
#include <thread>

namespace trygg::tools {

/// A thread of its own, so that the work need not ask for the time.
struct Progress::Teller {
  std::ostream& err;
  const std::string command;
  const std::chrono::milliseconds patience;
  std::mutex mutex;
  std::condition_variable changed;
  std::string text;
  bool is_done = false, is_shown = false;
  std::thread thread;

  Teller(std::ostream& stream, std::string name, std::chrono::milliseconds wait)
      : err(stream), command(std::move(name)), patience(wait), thread([this] { tell(); }) {}

  void tell() {
    std::unique_lock lock(mutex);
    if (changed.wait_for(lock, patience, [this] { return is_done; })) return;
    std::string shown;
    while (!is_done) {
      if (shown != text) {
        err << "\r\x1b[K" << command << ": " << text << " …" << std::flush;
        shown = text;
        is_shown = true;
      }
      changed.wait(lock);
    }
  }
};

Progress::Progress(const Streams& streams, const Common& common, std::string command,
                   std::chrono::milliseconds patience) {
  if (streams.err_is_terminal && !common.quiet)
    teller_ = std::make_unique<Teller>(streams.err, std::move(command), patience);
}

Progress::~Progress() {
  done();
}

void Progress::step(const std::string& text) {
  if (!teller_) return;
  {
    const std::lock_guard lock(teller_->mutex);
    teller_->text = text;
  }
  teller_->changed.notify_one();
}

void Progress::done() {
  if (!teller_) return;
  {
    const std::lock_guard lock(teller_->mutex);
    teller_->is_done = true;
  }
  teller_->changed.notify_one();
  teller_->thread.join();
  if (teller_->is_shown) teller_->err << "\r\x1b[K" << std::flush;
  teller_.reset();
}

}  // namespace trygg::tools
