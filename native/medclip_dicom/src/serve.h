#pragma once

namespace mcd {

// Answers requests until the input ends. Returns the exit code.
int serve(int requests, int answers, int memory);

}  // namespace mcd
