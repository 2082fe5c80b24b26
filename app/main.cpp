#include <cstdlib>

#include "cli/run_cli.h"
#include "core/private_process.h"
#include "core/unfinished_file.h"
#include "store/sqlite_memory.h"
#include "ui/shell.h"
#include "ui/visit_frames.h"

// The only place that knows both the window and the command line.
int main(int argc, char** argv) {
    using namespace myochart;
    keepProcessPrivate();
    store::overwriteFreedSqliteMemory();
    standInForClosedStreams();
    removeUnfinishedWhenStopped();
    return cli::runCli(argc, argv, [](const cli::Invocation& invocation) {
        const char* layout = std::getenv("MYOCHART_LAYOUT_FILE");  // scripts that drive the window
        return ui::runWindow({invocation.program, invocation.model, layout ? layout : "", invocation.files});
    }, [](const Path& dataDir, std::shared_ptr<const body::Body> body, size_t sites, int runs, const std::function<void(record::Marker&)>& chart) -> Result<std::vector<cli::StageFrames>> {
        auto frames = ui::visitPanelFrames(dataDir, std::move(body), sites, runs, chart);
        if (!frames) return frames.error();
        std::vector<cli::StageFrames> stages;
        for (ui::StageFrames& each : *frames) stages.push_back({std::move(each.stage), std::move(each.with), std::move(each.without)});
        return stages;
    });
}

#if defined(__SANITIZE_ADDRESS__)
/// LeakSanitizer cannot name what is unloaded: the OpenGL driver stays, so that tests/support/leaks_of_others.txt names it.
extern "C" int dlclose(void* /*library*/) { return 0; }
#endif
