#include <cstdlib>

#include "cli/run_cli.h"
#include "core/private_process.h"
#include "ui/shell.h"

// The only place that knows both the window and the command line.
int main(int argc, char** argv) {
    using namespace myochart;
    keepProcessPrivate();
    standInForClosedStreams();
    return cli::runCli(argc, argv, [](const cli::Invocation& invocation) {
        const char* layout = std::getenv("MYOCHART_LAYOUT_FILE");  // scripts that drive the window
        return ui::runWindow({invocation.workspace, invocation.model, layout ? layout : ""});
    });
}
