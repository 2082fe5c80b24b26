#include "cli/render_batch.h"

#include <future>
#include <numbers>

#include <fmt/format.h>

#include "cli/progress_line.h"
#include "core/text.h"
#include "picture/draw_again.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

constexpr std::uint64_t kMaxListBytes = 4U << 20;
constexpr size_t kMostPictures = 20'000;

Result<std::vector<std::string>> sessionsNamed(const RenderOptions& options, const std::string& named) {
    if (named.empty()) return std::vector<std::string>{options.session};
    std::vector<std::string> ids;
    std::error_code fault;
    const bool isFile = std::filesystem::is_regular_file(named, fault);
    const auto text = isFile ? readTextFile(named, kMaxListBytes) : Result<std::string>(named);
    if (!text) return text.error();
    for (const std::string& each : split(*text, isFile ? '\n' : ','))
        if (const std::string id = trim(each); !id.empty()) ids.push_back(id);
    for (const std::string& id : ids)
        if (!isUuid(id)) return environmentFault(isFile ? fmt::format("{} names one session's id a line.", shown(Path(named))) : std::string("--sessions takes ids with commas between them, or a file with one a line."));
    if (ids.empty()) return environmentFault("--sessions names no session.");
    return ids;
}

/// Writes pictures while the next one is drawn.
class Writing {
  public:
    Outcome next(render::Image image, const OutputFile& file, bool transparent) {
        Outcome before = finish();
        if (!before) return before;
        one_ = std::async(std::launch::async, [image = std::move(image), file, transparent] { return render::writePng(image, file, transparent); });
        return Done{};
    }
    Outcome finish() { return one_.valid() ? one_.get() : Outcome(Done{}); }

  private:
    std::future<Outcome> one_;
};

class Batch {
  public:
    Batch(Context& context, const RenderOptions& options, int turntable) : context_(context), options_(options), turntable_(turntable), line_(context.quiet) {}

    Answer run(const std::vector<std::string>& sessions) {
        all_ = sessions.size() * static_cast<size_t>(std::max(turntable_, 1));
        if (all_ > kMostPictures) return environmentFault(fmt::format("That would be {} pictures; {} at most are made by one call.", all_, kMostPictures));
        for (const std::string& session : sessions) {
            const auto first = base_ ? ofSession(session) : begin(session);
            if (!first) return first.error();
            for (int i = 0; i < std::max(turntable_, 1); ++i)
                if (const auto done = one(session, i); !done) return done.error();
            if (!session.empty())
                if (const auto noted = notePicture(*context_.opened, session, options_.output); !noted) return noted.error();
        }
        if (const auto written = writing_.finish(); !written) return written.error();
        return json{{"folder", options_.output}, {"pictures", std::move(files_)}, {"width", base_->size.width}, {"height", base_->size.height}};
    }

  private:
    /// The first one starts OpenGL while the body is loaded.
    Outcome begin(const std::string& session) {
        options_.session = session;
        for (const bool checked : {false, true}) {  // as for one picture: looking at everything beforehand only of a damaged body
            auto picture = picture::draw([&] {
                auto request = pictureRequest(context_, options_, checked);
                if (request) base_ = *request;
                return request;
            });
            if (!picture) return picture.error();
            if (!*picture) continue;
            picture_ = std::move(**picture);
            ready_ = std::move(picture_->image);
            return Done{};
        }
        return failed("The stored model stays damaged; import it again with `model import`.");
    }

    Outcome ofSession(const std::string& id) {
        auto session = sessionOnBody(*context_.opened, id);
        if (!session) return session.error();
        base_->session = std::move(*session);
        return Done{};
    }

    Outcome one(const std::string& session, int turn) {
        line_.progress.report(static_cast<float>(files_.size()) / static_cast<float>(all_), fmt::format("Picture {} of {}", files_.size() + 1, all_));
        const std::string name = (session.empty() ? "body" : session) + (turntable_ > 0 ? fmt::format("-{:03}", turn + 1) : std::string()) + ".png";
        const Path place = Path(options_.output) / name;
        const auto file = context_.output(place);
        if (!file) return file.error();
        auto image = drawn(turn);
        if (!image) return image.error();
        if (const auto writing = writing_.next(std::move(*image), *file, options_.transparent); !writing) return writing;
        files_.push_back({{"file", shown(place)}, {"session", session.empty() ? json() : json(session)},
                          {"turn_deg", turntable_ > 0 ? json(rounded(360.0 * turn / turntable_)) : json()}});
        return Done{};
    }

    Result<render::Image> drawn(int turn) {
        if (ready_) {
            render::Image image = std::move(*ready_);
            ready_.reset();
            return image;
        }
        picture::Request request = *base_;
        if (turntable_ > 0) request.camera.azimuthRad += static_cast<float>(2 * std::numbers::pi * turn / turntable_);
        auto image = picture::drawAgain(*picture_, request);
        if (!image) return image.error();
        if (!*image) return failed("The stored model is damaged; import it again with `model import`.");
        return std::move(**image);
    }

    Context& context_;
    RenderOptions options_;
    int turntable_;
    ProgressLine line_;
    size_t all_ = 0;
    std::optional<picture::Request> base_;
    std::optional<picture::Picture> picture_;
    std::optional<render::Image> ready_;  ///< the first one
    Writing writing_;
    json files_ = json::array();
};

}  // namespace

Answer renderBatch(Context& context, RenderOptions options, const RenderBatch& batch) {
    if (!batch.sessions.empty() && !options.session.empty()) return environmentFault("--session and --sessions exclude each other.");
    if (batch.turntable < 0 || batch.turntable > 720 || batch.turntable == 1) return environmentFault("--turntable takes the number of pictures round the body, 2 to 720.");
    const auto sessions = sessionsNamed(options, batch.sessions);
    if (!sessions) return sessions.error();
    std::error_code fault;
    const bool isThere = std::filesystem::exists(options.output, fault);
    if (isThere && !std::filesystem::is_directory(options.output, fault)) return failed(fmt::format("{} is no folder; several pictures go into one.", shown(Path(options.output))));
    if (!isThere) {
        std::filesystem::create_directory(options.output, fault);
        if (fault) return failed(fmt::format("The folder {} cannot be made.", shown(Path(options.output))));
        std::filesystem::permissions(options.output, std::filesystem::perms::owner_all, fault);
    }
    return Batch(context, options, batch.turntable).run(*sessions);
}

}  // namespace myochart::cli
