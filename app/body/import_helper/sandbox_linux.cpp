#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#ifdef MYOCHART_HAVE_SECCOMP
#include <seccomp.h>
#endif

#include "body/import_helper/sandbox.h"
#include "body/mesh_blob.h"

namespace myochart::import_helper {

namespace {

bool limit(__rlimit_resource what, std::uint64_t value) {
    const rlimit both{value, value};
    return ::setrlimit(what, &both) == 0;
}

std::string limitResources([[maybe_unused]] std::uint64_t memoryMb, std::uint64_t cpuSeconds) {
    std::string held;
#ifndef MYOCHART_SANITIZED  // the sanitizers' shadow needs terabytes of addresses
    if (limit(RLIMIT_AS, memoryMb << 20)) held += "memory " + std::to_string(memoryMb) + " MB, ";
#endif
    if (limit(RLIMIT_CPU, cpuSeconds)) held += "CPU " + std::to_string(cpuSeconds) + " s, ";
    if (limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 32)) held += "no new files, ";
    return held;
}

/// Landlock: nothing of the file system but reading the folder (or the archive alone).
std::string hideOtherFiles(const std::string& source) {
    const auto version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return "no Landlock, ";
    landlock_ruleset_attr rules{};
    rules.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // every right of the first version
    const auto set = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0));
    if (set < 0) return "no Landlock, ";
    struct stat facts {};
    const bool folder = ::stat(source.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
    const size_t slash = source.rfind('/');
    const std::string seen = folder                       ? source
                             : slash == std::string::npos ? "."
                             : slash == 0                 ? "/"
                                                          : source.substr(0, slash);
    landlock_path_beneath_attr allowed{};
    allowed.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | (folder ? LANDLOCK_ACCESS_FS_READ_DIR : 0);
    allowed.parent_fd = ::open(seen.c_str(), O_PATH | O_CLOEXEC);
    const bool held = allowed.parent_fd >= 0 &&
                      ::syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &allowed, 0) == 0 &&
                      ::syscall(SYS_landlock_restrict_self, set, 0) == 0;
    if (allowed.parent_fd >= 0) ::close(allowed.parent_fd);
    ::close(set);
    return held ? "Landlock " + std::to_string(version) + ", " : "no Landlock, ";
}

#if defined(MYOCHART_HAVE_SECCOMP) && !defined(MYOCHART_SANITIZED)
bool allow(scmp_filter_ctx filter) {
    for (const int call : {SCMP_SYS(read),         SCMP_SYS(readv),         SCMP_SYS(pread64),
                           SCMP_SYS(lseek),        SCMP_SYS(fstat),         SCMP_SYS(newfstatat),
                           SCMP_SYS(statx),        SCMP_SYS(stat),          SCMP_SYS(lstat),
                           SCMP_SYS(close),        SCMP_SYS(getdents64),    SCMP_SYS(access),
                           SCMP_SYS(faccessat),    SCMP_SYS(readlink),      SCMP_SYS(getcwd),
                           SCMP_SYS(munmap),       SCMP_SYS(mremap),        SCMP_SYS(madvise),
                           SCMP_SYS(brk),          SCMP_SYS(futex),         SCMP_SYS(exit),
                           SCMP_SYS(exit_group),   SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
                           SCMP_SYS(getrandom),    SCMP_SYS(rt_sigreturn),  SCMP_SYS(rt_sigprocmask),
                           SCMP_SYS(rt_sigaction), SCMP_SYS(getpid),        SCMP_SYS(gettid),
                           SCMP_SYS(tgkill),       SCMP_SYS(sysinfo),       SCMP_SYS(sched_getaffinity),
                           SCMP_SYS(sched_yield)})
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);  // a call this machine lacks cannot be allowed, nor made
    const auto pipe = static_cast<scmp_datum_t>(body::blob::kPipe);
    constexpr scmp_datum_t kWriting = O_ACCMODE | O_CREAT | O_TRUNC;
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) ==
               0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) ==
               0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_GETFL)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_SETFD)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_EQ, pipe)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EBADF), SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_NE, pipe)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EBADF), SCMP_SYS(writev), 0) == 0;
}
#endif

std::string allowOnlyReading() {
#if defined(MYOCHART_HAVE_SECCOMP) && !defined(MYOCHART_SANITIZED)
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    const bool held = filter && allow(filter) && seccomp_load(filter) == 0;
    if (filter) seccomp_release(filter);
    if (held) return "seccomp";
#endif
    return "no seccomp";
}

}  // namespace

std::string enterSandbox(const std::string& source, std::uint64_t memoryMb, std::uint64_t cpuSeconds) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_DUMPABLE, 0);
    if (::getppid() == 1) ::_exit(5);  // the program died before the signal was asked for
    std::string held = hideOtherFiles(source);
    held = limitResources(memoryMb, cpuSeconds) + held;
    return held + allowOnlyReading();
}

}  // namespace myochart::import_helper
