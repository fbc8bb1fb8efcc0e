#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/ranks.hpp"

namespace trygg::test {

/// Ranks that are threads of the test: what processes do, without MPI.
class Meeting {
 public:
  explicit Meeting(std::size_t ranks) : said_(ranks) {}
  std::size_t count() const { return said_.size(); }

  std::vector<std::string> exchange(std::size_t rank, std::string own) {
    std::unique_lock lock(guard_);
    changed_.wait(lock, [&] { return leaving_ == 0; });  // all have left the one before
    said_[rank] = std::move(own);
    if (++arrived_ == count()) {
      leaving_ = count();
      changed_.notify_all();
    }
    changed_.wait(lock, [&] { return leaving_ > 0; });
    auto all = said_;
    if (--leaving_ == 0) {
      arrived_ = 0;
      changed_.notify_all();
    }
    return all;
  }

 private:
  std::mutex guard_;
  std::condition_variable changed_;
  std::vector<std::string> said_;
  std::size_t arrived_ = 0, leaving_ = 0;
};

class ThreadRank final : public Ranks {
 public:
  ThreadRank(Meeting& meeting, std::size_t rank) : meeting_(meeting), rank_(rank) {}
  std::size_t rank() const override { return rank_; }
  std::size_t count() const override { return meeting_.count(); }
  unsigned threads() const override { return 1; }

 private:
  std::vector<std::string> exchange(std::string own) const override {
    return meeting_.exchange(rank_, std::move(own));
  }
  Meeting& meeting_;
  std::size_t rank_;
};

/// Does `work` on so many ranks. It must not throw.
inline void on_ranks(std::size_t count, const std::function<void(const Ranks&)>& work) {
  Meeting meeting(count);
  std::vector<std::thread> threads;
  for (std::size_t r = 0; r < count; ++r)
    threads.emplace_back([&, r] { work(ThreadRank(meeting, r)); });
  for (auto& thread : threads) thread.join();
}

}  // namespace trygg::test
