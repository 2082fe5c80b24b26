#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "body/import_helper/blob_writer.h"
#include "body/import_helper/sandbox.h"

// Stands in the import helper's place: enters its sandbox and does what the model file's name orders. Whatever it gets
// away with ends in a sound model, which the tests take as the sandbox's failure.

namespace {

using namespace myochart::import_helper;

constexpr size_t kPieceBytes = size_t{64} << 20;

void crash() {
    volatile int* volatile nowhere = nullptr;
    *nowhere = 1;
}

void hang() {
    for (std::atomic<unsigned> turns = 0;;) ++turns;
}

/// 64 GB of addresses, none of them touched.
void eat() {
    std::vector<std::unique_ptr<char[]>> eaten;
    for (int i = 0; i < 1024; ++i) eaten.push_back(std::make_unique_for_overwrite<char[]>(kPieceBytes));
}

bool write(const std::string& file) {
    const int made = ::open(file.c_str(), O_WRONLY | O_CREAT, 0600);
    return made >= 0 && ::write(made, "here", 4) == 4;
}

bool obey(const std::string& order, const std::string& folder) {
    if (order == "crash")
        crash();
    else if (order == "hang")
        hang();
    else if (order == "eat")
        eat();
    else if (order == "write")
        return write(folder + "written");
    else if (order == "overwrite")
        return write(folder + "overwrite.obj");
    else if (order == "start")
        return ::fork() >= 0;
    else if (order == "talk")
        return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
    else
        return false;
    return true;
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) return 2;
    const std::string source = words[3];
    BlobWriter out;
    out.limits(enterSandbox(source, std::strtoull(words[1], nullptr, 10), std::strtoull(words[2], nullptr, 10)));
    const size_t name = source.rfind('/') + 1;
    if (obey(source.substr(name, source.rfind('.') - name), source.substr(0, name)))
        out.mesh("got away with it", "", "", {{0, 0, 0, 1, 0, 0, 0, 1, 0}, {0, 1, 2}});
    else
        out.refused("was kept from it");
    out.done();
    ::_exit(0);
}
