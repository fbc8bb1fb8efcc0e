#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/parallel.hpp"

namespace trygg {

/// Makes things on several threads and takes them over one at a time, in the order of their index,
/// so that what is summed over them does not depend on the number of threads. A thread waits before
/// it is more than two things per thread ahead of what was taken: memory stays bounded.
template <class Made>
class Pipeline {
 public:
  /// \param threads  0: the machine's
  /// \param make     called once for each index in [0, count), on any thread
  /// \param take     called in the order of the index, on any thread, never twice at a time
  Pipeline(std::size_t count, unsigned threads, std::function<Made(std::size_t)> make,
           std::function<void(std::size_t, Made)> take)
      : count_(count), make_(std::move(make)), take_(std::move(take)) {
    if (threads == 0) threads = default_threads();
    threads_ = static_cast<unsigned>(std::min<std::size_t>(threads, count));
  }

  /// \throws  what `make` or `take` threw for the lowest failing index
  void run() {
    std::vector<std::thread> others;
    for (unsigned t = 1; t < threads_; ++t) others.emplace_back([this] { work(); });
    work();
    for (auto& thread : others) thread.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  struct Result {
    std::optional<Made> made;
    std::exception_ptr failure;
  };

  void work() {
    while (const auto i = next_index()) deliver(*i, made(*i));
  }

  std::optional<std::size_t> next_index() {
    std::unique_lock lock(guard_);
    room_.wait(lock, [&] { return failure_ || next_ == count_ || next_ < taken_ + 2 * threads_; });
    if (failure_ || next_ == count_) return std::nullopt;
    return next_++;
  }

  Result made(std::size_t i) {
    try {
      return {make_(i), nullptr};
    } catch (...) {
      return {std::nullopt, std::current_exception()};
    }
  }

  /// Takes over what is ready, unless another thread is at it: that one will see what was added.
  void deliver(std::size_t i, Result result) {
    std::unique_lock lock(guard_);
    ready_.emplace(i, std::move(result));
    if (taking_) return;
    taking_ = true;
    while (!failure_ && !ready_.empty() && ready_.begin()->first == taken_) {
      auto node = ready_.extract(ready_.begin());
      lock.unlock();
      auto failure = taken_over(node.key(), std::move(node.mapped()));
      lock.lock();
      failure_ = std::move(failure);
      ++taken_;
      room_.notify_all();
    }
    taking_ = false;
  }

  std::exception_ptr taken_over(std::size_t i, Result result) {
    if (result.failure) return result.failure;
    try {
      take_(i, *std::move(result.made));
      return nullptr;
    } catch (...) {
      return std::current_exception();
    }
  }

  std::size_t count_;
  unsigned threads_;
  std::function<Made(std::size_t)> make_;
  std::function<void(std::size_t, Made)> take_;
  std::mutex guard_;
  std::condition_variable room_;
  std::map<std::size_t, Result> ready_;
  std::size_t next_ = 0, taken_ = 0;
  bool taking_ = false;
  std::exception_ptr failure_;
};

}  // namespace trygg
