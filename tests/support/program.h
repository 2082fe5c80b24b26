#pragma once
#include <string>
#include <vector>

#include "core/files.h"

namespace myochart::test {

/// What a finished run of the program left behind.
struct ProgramRun {
    int exitCode = -1;  ///< -signal when it was killed
    std::string out, err;
};

/// Runs the built program with `arguments` (standard input empty) and waits; stops it after 120 s.
/// `environment` entries ("DISPLAY=") are added to or replace the test's own.
ProgramRun runProgram(const std::vector<std::string>& arguments, const std::vector<std::string>& environment = {});
/// The same with standard input from `inFile`.
ProgramRun runProgramFrom(const Path& inFile, const std::vector<std::string>& arguments);
/// The same with standard output going to `outFile` ("/dev/full").
ProgramRun runProgramInto(const Path& outFile, const std::vector<std::string>& arguments);
/// The same with standard error going to `errFile`.
ProgramRun runProgramTelling(const Path& errFile, const std::vector<std::string>& arguments);

/// Writes an OBJ of a small symmetric figure, 1.7 m tall, mm, z up, facing -y: ellipsoids named "left soleus",
/// "right soleus", "left gluteus maximus", "right gluteus maximus", "left biceps brachii", "right biceps brachii",
/// "left upper trapezius" , "right upper trapezius", "left tibia", "right tibia", "skull".
void writeSmallFigure(const Path& file, float scale = 1);

}  // namespace myochart::test
