#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include "stage.h"
#include "support/test_folder.h"

using namespace myochart;
using namespace myochart::render;

namespace {

const Path kShaders = myochart::test::sourceFolder() / "shaders";

// A copy of the shaders that a test may spoil.
Path copiedShaders(const test::TestFolder& folder) {
    const Path copy = folder / "shaders";
    std::filesystem::copy(kShaders, copy);
    return copy;
}

TEST(OffscreenContexts, needNoDisplayAndGiveOpenGl33) {
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    const auto context = OffscreenContext::create();
    ASSERT_TRUE(context) << context.error().message;
    EXPECT_GE(epoxy_gl_version(), 33);
}

TEST(OffscreenContexts, areBuiltAndDestroyedTwentyTimesWithTheSamePicture) {
    const test::TestFolder folder;
    const auto body = test::bodyOf(folder / "body.cache", test::limb());
    std::vector<std::uint8_t> first;
    for (int round = 0; round < 20; ++round) {
        const auto context = OffscreenContext::create();
        ASSERT_TRUE(context);
        test::GlErrors errors;
        auto renderer = SceneRenderer::create(kShaders);
        ASSERT_TRUE(renderer);
        (*renderer)->setBody(body);
        scene::Scene scene;
        scene.structures.push_back({});
        FrameOptions options;
        options.viewport = {40, 30};
        (*renderer)->draw(scene, scene::standardView(scene::StandardView::left, body->bounds(), options.viewport), {}, options);
        const Image image = (*renderer)->read();
        if (round == 0) first = image.rgba;
        EXPECT_EQ(image.rgba, first);
        renderer->reset();
        EXPECT_EQ(errors.all(), std::vector<std::string>{});
    }
}

class Shaders : public testing::Test {
  protected:
    void SetUp() override {
        auto made = OffscreenContext::create();
        ASSERT_TRUE(made);
        context = std::move(*made);
    }
    test::TestFolder folder;
    std::unique_ptr<OffscreenContext> context;
};

TEST_F(Shaders, anyThatIsMissingIsNamed) {
    for (const auto& entry : std::filesystem::directory_iterator(kShaders)) {
        const test::TestFolder own;
        const Path copy = copiedShaders(own);
        const std::string name = entry.path().filename().string();
        std::filesystem::remove(copy / name);
        const auto renderer = SceneRenderer::create(copy);
        ASSERT_FALSE(renderer) << name << " is not used";
        EXPECT_EQ(renderer.error().kind, ErrorKind::environment);
        EXPECT_NE(renderer.error().message.find(name), std::string::npos) << renderer.error().message;
    }
}

TEST_F(Shaders, oneThatDoesNotCompileIsNamed) {
    const Path copy = copiedShaders(folder);
    ASSERT_TRUE(writeFileAtomically(copy / "body.frag", std::string_view("#version 330 core\nvoid main() { nonsense }\n")));
    const auto renderer = SceneRenderer::create(copy);
    ASSERT_FALSE(renderer);
    EXPECT_EQ(renderer.error().kind, ErrorKind::environment);
    EXPECT_NE(renderer.error().message.find("body.frag"), std::string::npos);
}

TEST_F(Shaders, aFolderThatIsNotThereIsAnError) { EXPECT_FALSE(SceneRenderer::create(folder / "nothing")); }

}  // namespace
