#pragma once

#include <cstddef>
#include <functional>

namespace trygg {

/// Threads to use when the user does not say: those of the machine.
unsigned default_threads();

/// Calls `task(i)` once for each i in [0, count), on up to `threads` threads (0: the machine's).
///
/// A task writes only to what belongs to its index; what is summed over tasks is added by the
/// caller, in the order of the index, so that the number of threads changes no digit.
/// \throws  what the task with the lowest failing index threw
void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t)>& task);

}  // namespace trygg
