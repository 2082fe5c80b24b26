#pragma once

namespace myochart::ui::icon {

// Code points of the Material Design icon font, as UTF-8.
constexpr const char* kMenu = "\xEE\x97\x92";       // e5d2
constexpr const char* kSearch = "\xEE\xA2\xB6";     // e8b6
constexpr const char* kUndo = "\xEE\x85\xA6";       // e166
constexpr const char* kRedo = "\xEE\x85\x9A";       // e15a
constexpr const char* kAdd = "\xEE\x85\x85";        // e145
constexpr const char* kClose = "\xEE\x97\x8D";      // e5cd
constexpr const char* kDelete = "\xEE\xA1\xB2";     // e872
constexpr const char* kEdit = "\xEE\x8F\x89";       // e3c9
constexpr const char* kPerson = "\xEE\x9F\xBD";     // e7fd
constexpr const char* kPersonAdd = "\xEE\x9F\xBE";  // e7fe
constexpr const char* kDay = "\xEE\xA1\xB8";        // e878
constexpr const char* kLock = "\xEE\xA2\x97";       // e897
constexpr const char* kCopy = "\xEE\x85\x8D";       // e14d
constexpr const char* kLayers = "\xEE\x94\xBB";     // e53b
constexpr const char* kEye = "\xEE\xA3\xB4";        // e8f4
constexpr const char* kEyeOff = "\xEE\xA3\xB5";     // e8f5
constexpr const char* kBack = "\xEE\x97\x84";       // e5c4
constexpr const char* kDown = "\xEE\x97\x8F";       // e5cf
constexpr const char* kRight = "\xEE\x97\x8C";      // e5cc
constexpr const char* kCheck = "\xEE\x97\x8A";      // e5ca
constexpr const char* kError = "\xEE\x80\x80";      // e000
constexpr const char* kWarning = "\xEE\x80\x82";    // e002
constexpr const char* kInfo = "\xEE\xA2\x8E";       // e88e
constexpr const char* kFolder = "\xEE\x8B\x87";     // e2c7
constexpr const char* kFile = "\xEE\x89\x8D";       // e24d
constexpr const char* kMoon = "\xEE\x8E\xA7";       // e3a7
constexpr const char* kSun = "\xEE\x90\xB0";        // e430
constexpr const char* kKeyboard = "\xEE\x8C\x92";   // e312
constexpr const char* kMirror = "\xEE\x8F\xA8";     // e3e8
constexpr const char* kUp = "\xEE\x97\x98";         // e5d8
constexpr const char* kBody = "\xEE\xA4\xAC";       // e92c
constexpr const char* kHelp = "\xEE\xA3\xBD";       // e8fd
constexpr const char* kImport = "\xEE\x8B\x86";     // e2c6
constexpr const char* kFocus = "\xEE\x8E\xB4";      // e3b4
constexpr const char* kIsolate = "\xEE\x8F\x82";    // e3c2
constexpr const char* kPower = "\xEE\xA2\xAC";      // e8ac
constexpr const char* kList = "\xEE\xA2\x96";       // e896
constexpr const char* kOpen = "\xEE\xA2\x9D";       // e89d
constexpr const char* kBookmark = "\xEE\xA1\xA6";    // e866
constexpr const char* kCut = "\xEE\x85\x8E";         // e14e
constexpr const char* kApart = "\xEE\x95\xAB";       // e56b
constexpr const char* kSeeThrough = "\xEE\xA4\x9C";  // e91c
constexpr const char* kMore = "\xEE\x97\x94";       // e5d4

}  // namespace myochart::ui::icon
