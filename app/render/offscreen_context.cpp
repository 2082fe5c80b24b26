#include "render/offscreen_context.h"

#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <fmt/format.h>

#include <array>
#include <string_view>

#include "core/private_process.h"

namespace myochart::render {

struct OffscreenContext::Impl {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        if (display == EGL_NO_DISPLAY) return;
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
        eglTerminate(display);
    }
};

namespace {

bool clientHas(std::string_view extension) {
    const char* all = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    return all != nullptr && std::string_view(all).find(extension) != std::string_view::npos;
}

EGLDisplay surfacelessDisplay() {
    if (!clientHas("EGL_MESA_platform_surfaceless")) return EGL_NO_DISPLAY;
    return eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
}

EGLDisplay firstDeviceDisplay() {
    if (!clientHas("EGL_EXT_platform_device") || !clientHas("EGL_EXT_device_enumeration")) return EGL_NO_DISPLAY;
    EGLDeviceEXT device = nullptr;
    EGLint count = 0;
    if (eglQueryDevicesEXT(1, &device, &count) != EGL_TRUE || count == 0) return EGL_NO_DISPLAY;
    return eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, device, nullptr);
}

EGLDisplay defaultDisplay() { return eglGetDisplay(EGL_DEFAULT_DISPLAY); }

// Without a config where the driver allows that, else with any that can do desktop OpenGL.
EGLContext makeContext(EGLDisplay display) {
    constexpr std::array<EGLint, 7> wanted = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3,
                                              EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                              EGL_NONE};
    if (epoxy_has_egl_extension(display, "EGL_KHR_no_config_context")) {
        const EGLContext context = eglCreateContext(display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, wanted.data());
        if (context != EGL_NO_CONTEXT) return context;
    }
    constexpr std::array<EGLint, 5> any = {EGL_SURFACE_TYPE, EGL_DONT_CARE, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT,
                                           EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (eglChooseConfig(display, any.data(), &config, 1, &count) != EGL_TRUE || count == 0) return EGL_NO_CONTEXT;
    return eglCreateContext(display, config, EGL_NO_CONTEXT, wanted.data());
}

bool makeCurrent(EGLDisplay& keptDisplay, EGLContext& keptContext, EGLDisplay display) {
    if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) != EGL_TRUE) return false;
    keptDisplay = display;
    if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE) return false;
    keptContext = makeContext(display);
    return keptContext != EGL_NO_CONTEXT &&
           eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, keptContext) == EGL_TRUE;
}

}  // namespace

OffscreenContext::OffscreenContext(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
OffscreenContext::~OffscreenContext() = default;

Result<std::unique_ptr<OffscreenContext>> OffscreenContext::create() {
    // With less, Mesa's software driver ends the process instead of failing.
    constexpr std::uint64_t kLeastMb = 1536;
    if (const auto most = mostAddressesMb(); most && *most < kLeastMb)
        return environmentFault(fmt::format("Drawing needs {} MB of memory, and this program may use {} MB here; raise the limit (ulimit -v).",
                                            kLeastMb, *most));
    for (const auto display : {surfacelessDisplay, firstDeviceDisplay, defaultDisplay}) {
        auto impl = std::make_unique<Impl>();
        if (!makeCurrent(impl->display, impl->context, display())) continue;
        if (epoxy_gl_version() < 33) {
            return environmentFault(fmt::format("OpenGL 3.3 is needed, this machine offers {}.{}; update its graphics driver.",
                                                epoxy_gl_version() / 10, epoxy_gl_version() % 10));
        }
        return std::unique_ptr<OffscreenContext>(new OffscreenContext(std::move(impl)));
    }
    return environmentFault(
        "No OpenGL 3.3 is available for drawing pictures; install Mesa's EGL driver (libegl1 and libgl1-mesa-dri).");
}

}  // namespace myochart::render
