#include "handout/sheet.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "handout/scripts.h"

namespace myochart::handout {

namespace {

constexpr double kMarginPt = mmToPt(18), kTopPt = mmToPt(16), kFootPt = mmToPt(20), kFootTextPt = mmToPt(11);
// What a text is to a program that reads aloud. Cairo 1.16 leaves out an object that its links name when nothing is marked so.
constexpr const char* kDocumentTag = "Document";
constexpr const char* kFamilies = "Inter, Noto Sans, sans-serif";

vec2 sizeOfPaper(Paper paper) { return paper == Paper::letter ? vec2(612, 792) : vec2(595.276, 841.89); }

cairo_status_t takeBytes(void* to, const unsigned char* bytes, unsigned length) {
    try {
        static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
    } catch (const std::bad_alloc&) {  // no exception may cross Cairo
        return CAIRO_STATUS_NO_MEMORY;
    }
    return CAIRO_STATUS_SUCCESS;
}

struct DropObject {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoLayoutIter* iter) const { pango_layout_iter_free(iter); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
using Layout = std::unique_ptr<PangoLayout, DropObject>;

double inPt(int pangoUnits) { return static_cast<double>(pangoUnits) / PANGO_SCALE; }

}  // namespace

struct Sheet::Impl {
    explicit Impl(SheetFacts given) : facts(std::move(given)), size(sizeOfPaper(facts.paper)) {
        surface.reset(cairo_pdf_surface_create_for_stream(takeBytes, &bytes, size.x, size.y));
        cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, facts.title.c_str());
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_SUBJECT, facts.subject.c_str());
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Myochart");
        context.reset(cairo_create(surface.get()));
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_set_font_options(context.get(), options);
        cairo_font_options_destroy(options);
        cairo_tag_begin(context.get(), kDocumentTag, nullptr);
    }

    Layout layoutOf(std::string_view text, const TextStyle& style, double width) const {
        Layout layout(pango_cairo_create_layout(context.get()));
        const std::unique_ptr<PangoFontDescription, DropObject> font(pango_font_description_new());
        pango_font_description_set_family(font.get(), kFamilies);
        pango_font_description_set_weight(font.get(), static_cast<PangoWeight>(style.weight));
        pango_font_description_set_absolute_size(font.get(), style.sizePt * PANGO_SCALE);
        pango_layout_set_font_description(layout.get(), font.get());
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        if (width > 0) pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
        // What runs to the left begins at the left edge all the same: the page is read as the rest of it.
        if (runsToTheLeft(text)) pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
        return layout;
    }

    void colour(const Colour& colour, double opacity = 1) const { cairo_set_source_rgba(context.get(), colour.red, colour.green, colour.blue, opacity); }

    void drawThrough(const std::vector<vec2>& points, double thick) const {
        cairo_set_line_width(context.get(), thick);
        cairo_set_line_cap(context.get(), CAIRO_LINE_CAP_ROUND);
        cairo_set_line_join(context.get(), CAIRO_LINE_JOIN_ROUND);
        cairo_new_path(context.get());
        for (const vec2& each : points) cairo_line_to(context.get(), each.x, each.y);
        cairo_stroke(context.get());
    }

    /// What stands in the margins of every page.
    void drawMargins(double left, double width) {
        const TextStyle quiet{10, Weight::regular, kQuietInk}, loud{10.5, Weight::strong, kEmergencyInk};
        const auto put = [&](const std::string& text, const TextStyle& style, double base, bool atRight) {
            const Layout layout = layoutOf(text, style, 0);
            PangoRectangle box{};
            pango_layout_get_extents(layout.get(), nullptr, &box);
            colour(style.colour);
            cairo_move_to(context.get(), atRight ? left + width - inPt(box.width) : left, base - inPt(box.height));
            pango_cairo_show_layout(context.get(), layout.get());
        };
        if (!facts.mark.empty()) put(facts.mark, loud, kTopPt - 4, true);
        if (!facts.footNote.empty()) put(facts.footNote, quiet, size.y - kFootTextPt, false);
        if (facts.foot) put(facts.foot(page, facts.pages), quiet, size.y - kFootTextPt, true);
    }

    SheetFacts facts;
    vec2 size;
    std::string bytes;
    std::unique_ptr<cairo_surface_t, DropObject> surface;
    std::unique_ptr<cairo_t, DropObject> context;
    size_t page = 1;
};

Sheet::Sheet(SheetFacts facts) : y(kTopPt), impl_(std::make_unique<Impl>(std::move(facts))) {}
Sheet::~Sheet() = default;

double Sheet::left() const { return kMarginPt; }
double Sheet::width() const { return impl_->size.x - 2 * kMarginPt; }
double Sheet::bottom() const { return impl_->size.y - kFootPt; }
size_t Sheet::page() const { return impl_->page; }
bool Sheet::counts() const { return impl_->facts.pages == 0; }

void Sheet::keep(double height) {
    if (room() < height && y > kTopPt) newPage();
}

void Sheet::newPage() {
    impl_->drawMargins(left(), width());
    cairo_show_page(impl_->context.get());
    ++impl_->page;
    y = kTopPt;
}

double Sheet::heightOf(std::string_view text, const TextStyle& style, double width) const {
    double height = 0;
    for (const std::string& piece : inOneDirection(text)) height += pango_layout_get_line_count(impl_->layoutOf(piece, style, width).get()) * style.sizePt * style.lineSpacing;
    return height;
}

double Sheet::widthOf(std::string_view text, const TextStyle& style) const {
    PangoRectangle box{};
    pango_layout_get_extents(impl_->layoutOf(text, style, 0).get(), nullptr, &box);
    return inPt(box.width);
}

void Sheet::text(std::string_view text, const TextStyle& style, const TextPlace& place, std::string_view link) {
    const double step = style.sizePt * style.lineSpacing;
    cairo_t* context = impl_->context.get();
    for (const std::string& piece : inOneDirection(text)) {
        const Layout layout = impl_->layoutOf(piece, style, place.width);
        const std::unique_ptr<PangoLayoutIter, DropObject> iter(pango_layout_get_iter(layout.get()));
        keep(step);
        cairo_tag_begin(context, style.role, nullptr);
        do {
            if (room() < step) {  // a paragraph is marked on each of its pages
                cairo_tag_end(context, style.role);
                keep(step);
                cairo_tag_begin(context, style.role, nullptr);
            }
            PangoRectangle box{};
            pango_layout_iter_get_line_extents(iter.get(), nullptr, &box);
            impl_->colour(style.colour);
            // The letters' own height varies with the script; the base line stays where it is in every line.
            cairo_move_to(context, place.x + inPt(box.x), y + step / 2 + style.sizePt * 0.36);
            if (!link.empty()) cairo_tag_begin(context, CAIRO_TAG_LINK, ("uri='" + std::string(link) + "'").c_str());
            pango_cairo_show_layout_line(context, pango_layout_iter_get_line_readonly(iter.get()));
            if (!link.empty()) cairo_tag_end(context, CAIRO_TAG_LINK);
            y += step;
        } while (pango_layout_iter_next_line(iter.get()));
        cairo_tag_end(context, style.role);
    }
}

void Sheet::centred(std::string_view text, const TextStyle& style, vec2 middle) {
    impl_->colour(style.colour);
    const Layout layout = impl_->layoutOf(text, style, 0);
    PangoRectangle box{};
    pango_layout_get_extents(layout.get(), nullptr, &box);
    cairo_t* context = impl_->context.get();
    cairo_move_to(context, middle.x - inPt(box.width) / 2, middle.y + style.sizePt * 0.36);
    cairo_tag_begin(context, style.role, nullptr);
    pango_cairo_show_layout_line(context, pango_layout_get_line_readonly(layout.get(), 0));
    cairo_tag_end(context, style.role);
}

void Sheet::fill(double x, double top, double width, double height, const Colour& colour, double radius) {
    cairo_t* context = impl_->context.get();
    impl_->colour(colour);
    cairo_new_sub_path(context);
    constexpr double kQuarter = std::numbers::pi / 2;
    cairo_arc(context, x + width - radius, top + radius, radius, -kQuarter, 0);
    cairo_arc(context, x + width - radius, top + height - radius, radius, 0, kQuarter);
    cairo_arc(context, x + radius, top + height - radius, radius, kQuarter, 2 * kQuarter);
    cairo_arc(context, x + radius, top + radius, radius, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(context);
    cairo_fill(context);
}

void Sheet::line(vec2 from, vec2 to, double thick, const Colour& colour, double opacity) {
    impl_->colour(colour, opacity);
    impl_->drawThrough({from, to}, thick);
}

void Sheet::stroke(const std::vector<vec2>& points, double thick, const Colour& colour) {
    impl_->colour(colour);
    impl_->drawThrough(points, thick);
}

void Sheet::disc(vec2 middle, double radius, const Colour& colour) {
    fill(middle.x - radius, middle.y - radius, 2 * radius, 2 * radius, colour, radius);
}

void Sheet::picture(const std::string& jpeg, int widthPx, int heightPx, double x, double top, double width, double height) {
    if (counts()) return;
    const std::unique_ptr<cairo_surface_t, DropObject> image(cairo_image_surface_create(CAIRO_FORMAT_RGB24, widthPx, heightPx));
    auto* kept = new std::string(jpeg);
    const auto drop = [](void* data) { delete static_cast<std::string*>(data); };
    if (cairo_surface_set_mime_data(image.get(), CAIRO_MIME_TYPE_JPEG, reinterpret_cast<const unsigned char*>(kept->data()), kept->size(), drop, kept) != CAIRO_STATUS_SUCCESS) {
        delete kept;
        throw std::bad_alloc();
    }
    cairo_t* context = impl_->context.get();
    cairo_save(context);
    cairo_translate(context, x, top);
    cairo_scale(context, width / widthPx, height / heightPx);
    cairo_set_source_surface(context, image.get(), 0, 0);
    cairo_rectangle(context, 0, 0, widthPx, heightPx);
    cairo_fill(context);
    cairo_restore(context);
}

std::string Sheet::finish() {
    impl_->drawMargins(left(), width());
    cairo_show_page(impl_->context.get());
    cairo_tag_end(impl_->context.get(), kDocumentTag);
    impl_->context.reset();
    cairo_surface_finish(impl_->surface.get());
    const cairo_status_t status = cairo_surface_status(impl_->surface.get());
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
    return std::move(impl_->bytes);
}

}  // namespace myochart::handout
