#include "core/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace myochart::log {

namespace {

std::shared_ptr<spdlog::logger>& logger() {
    static std::shared_ptr<spdlog::logger> held = [] {
        auto made = std::make_shared<spdlog::logger>("myochart", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_level(spdlog::level::warn);
        return made;
    }();
    return held;
}

}  // namespace

void openFile(const Path& file) {
    try {
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), 1 << 20, 3);
        logger() = std::make_shared<spdlog::logger>("myochart", std::move(sink));
        logger()->set_level(spdlog::level::info);
        logger()->flush_on(spdlog::level::info);
    } catch (const spdlog::spdlog_ex&) {
        warn("The log file cannot be written; messages go to standard error.");
    }
}

void info(std::string_view message) { logger()->info(message); }
void warn(std::string_view message) { logger()->warn(message); }
void error(std::string_view message) { logger()->error(message); }

}  // namespace myochart::log
