// medclip_dicom_worker FD MEMORY_MIB: reads requests from standard input until it ends.
#include "serve.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>

namespace {

void limit(__rlimit_resource resource, rlim_t value) {
    rlimit both{value, value};
    setrlimit(resource, &both);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 64;
    int memory = std::atoi(argv[1]);
    // Whatever a library prints must not get among the answers.
    int answers = dup(STDOUT_FILENO);
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    // Films are alike in size: giving their memory back to the kernel each time costs more than decoding them.
    mallopt(M_MMAP_THRESHOLD, 256 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_AS, static_cast<rlim_t>(std::atoll(argv[2])) << 20);
    signal(SIGPIPE, SIG_IGN);
    // A terminal's Ctrl-C goes to the whole group; the caller decides when a worker ends, by closing its input.
    signal(SIGINT, SIG_IGN);
    return mcd::serve(STDIN_FILENO, answers, memory);
}
