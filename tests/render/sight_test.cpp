#include <algorithm>
#include <array>
#include <cmath>

#include "stage.h"

// Markers on red muscle as eyes of every kind see them.

using namespace myochart;
using namespace myochart::render;
using record::MarkerType;
using test::at;

namespace {

constexpr std::array kTypes = {MarkerType::active, MarkerType::latent, MarkerType::satellite, MarkerType::tender, MarkerType::needle};
constexpr double kLeast = 3;  ///< WCAG 2.2, 1.4.11: what is needed to understand a picture
constexpr int kHalf = 34;     ///< px about the marker that are looked at

/// What eyes without one kind of cone see, in linear RGB: Machado, Oliveira & Fernandes, "A Physiologically-based Model for
/// Simulation of Color Vision Deficiency", IEEE Trans. Vis. Comput. Graph. 15(6), 2009, 1291-1298; their published matrices
/// of severity 1.0. Rows give red, green and blue.
struct Sight {
    const char* name;
    std::array<std::array<double, 3>, 3> rows;
};
constexpr std::array<Sight, 5> kSights = {{
    {"usual", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"protanopia", {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"deuteranopia", {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"tritanopia", {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
    // Brightness alone (relative luminance of sRGB, ITU-R BT.709).
    {"achromatopsia", {{{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}}}},
}};

double linear(int channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

/// Relative luminance of a pixel as it is seen.
double seen(const Sight& sight, glm::ivec4 pixel) {
    const std::array rgb = {linear(pixel.x), linear(pixel.y), linear(pixel.z)};
    const std::array<double, 3> weights = {0.2126, 0.7152, 0.0722};
    double luminance = 0;
    for (size_t i = 0; i < 3; ++i) {
        double channel = 0;
        for (size_t k = 0; k < 3; ++k) channel += sight.rows[i][k] * rgb[k];
        luminance += weights[i] * std::clamp(channel, 0.0, 1.0);
    }
    return luminance;
}

double contrast(double a, double b) { return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05); }

double share(std::vector<double> values, double part) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[static_cast<size_t>(part * static_cast<double>(values.size() - 1))];
}

class Sights : public test::Stage {
  protected:
    void SetUp() override {
        Stage::SetUp();
        show({test::structure("muscle", body::System::muscle, test::sphere({0, 0, 0}, 50))});
        options.pixelScale = 2;
        plain_ = picture();
        const glm::ivec4 red = at(plain_, pixelOf({0, -50, 0}));
        ASSERT_GT(red.x, red.y + 60) << "muscle is red";
    }
    Image marked(MarkerType type) {
        scene.markers.clear();
        auto& marker = addMarker(type, {0, -50, 0}, glm::normalize(vec3(0.6F, -0.8F, 0)));
        middle_ = pixelOf(marker.position);
        return picture();
    }
    /// `visit(x, y)` of every pixel about the marker.
    template <class Visit>
    void about(Visit visit) const {
        for (int y = middle_.y - kHalf; y <= middle_.y + kHalf; ++y)
            for (int x = middle_.x - kHalf; x <= middle_.x + kHalf; ++x) visit(x, y);
    }
    /// By how much, 0..255: the white rim by much, the ink of the active one, which is red itself, by little.
    bool isMark(const Image& image, int x, int y, int much) const { return test::difference(at(image, x, y), at(plain_, x, y)) > much; }
    bool isRim(const Image& image, int x, int y) const {
        constexpr int kMuch = 100;
        if (!isMark(image, x, y, kMuch)) return false;
        return !isMark(image, x - 1, y, kMuch) || !isMark(image, x + 1, y, kMuch) || !isMark(image, x, y - 1, kMuch) || !isMark(image, x, y + 1, kMuch);
    }

    Image plain_;
    glm::ivec2 middle_{};
};

}  // namespace

TEST_F(Sights, everyMarkerStandsOutFromTheMuscleAndShowsItsSignToEyesOfEveryKind) {
    for (const bool dark : {false, true}) {
        scene.dark = dark;
        for (const MarkerType type : kTypes) {
            const Image image = marked(type);
            for (const Sight& sight : kSights) {
                std::vector<double> outline, inside;
                about([&](int x, int y) {
                    if (!isMark(image, x, y, 16)) return;
                    const double here = seen(sight, at(image, x, y));
                    inside.push_back(here);
                    if (isRim(image, x, y)) outline.push_back(contrast(here, seen(sight, at(plain_, x, y))));
                });
                ASSERT_GT(inside.size(), 200U);
                // Half of the rim's pixels are blended with what lies beside them.
                EXPECT_GE(share(outline, 0.5), kLeast) << name(type) << " from the muscle, " << sight.name << (dark ? ", dark" : ", light");
                EXPECT_GE(contrast(share(inside, 0.1), share(inside, 0.9)), kLeast)
                    << name(type) << " in itself, " << sight.name << (dark ? ", dark" : ", light");
            }
        }
    }
}

TEST_F(Sights, typesAreToldApartByTheirShapeInGrey) {
    const Sight& grey = kSights.back();
    std::vector<Image> images;
    for (const MarkerType type : kTypes) images.push_back(marked(type));
    for (size_t i = 0; i < images.size(); ++i)
        for (size_t k = i + 1; k < images.size(); ++k) {
            int apart = 0;
            about([&](int x, int y) {
                apart += contrast(seen(grey, at(images[i], x, y)), seen(grey, at(images[k], x, y))) >= kLeast ? 1 : 0;
            });
            EXPECT_GE(apart, 150) << name(kTypes[i]) << " and " << name(kTypes[k]);
        }
}
