@echo off
rem Sets up what is needed, then opens the window; with a command runs it without one.
setlocal
set "ROOT=%~dp0"
if defined JAVA25_HOME set "JAVA_HOME=%JAVA25_HOME%"
if not defined JAVA_HOME (
  for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%USERPROFILE%\.jdks\*25*") do set "JAVA_HOME=%%~J"
)
if not exist "%JAVA_HOME%\bin\javac.exe" (
  echo likeness: a JDK 25 is needed and none was found. Install one, for example Temurin 25, or set JAVA25_HOME to its folder. 1>&2
  exit /b 1
)
set "LAUNCH=%ROOT%app\target\launch"
if not exist "%LAUNCH%\java.args" (
  echo likeness: building, the first time downloads libraries and takes a few minutes 1>&2
  call "%ROOT%mvnw.cmd" -q -B -f "%ROOT%pom.xml" -DskipTests -Dspotless.check.skip=true package || exit /b 1
  rem The class path fits in a file, not on a command line. JavaFX runs from it with one harmless warning.
  powershell -NoProfile -Command "$l=$env:LAUNCH; $cp=(Get-Content \"$l\classpath\" -Raw).Trim(); $jar=(Get-ChildItem \"$env:ROOT`app\target\app-*.jar\")[0].FullName; $a=@(Get-Content \"$env:ROOT`packaging\jvm.args\"); $a+='-cp'; $a+=('\"'+($jar+';'+$cp).Replace('\','\\')+'\"'); [IO.File]::WriteAllLines(\"$l\java.args\",$a)" || exit /b 1
)
if not defined LIKENESS_HOME set "LIKENESS_HOME=%LOCALAPPDATA%\Likeness"
"%JAVA_HOME%\bin\java" "@%LAUNCH%\java.args" "-Djavafx.cachedir=%LIKENESS_HOME%\runtime\javafx" "-Dorg.bytedeco.javacpp.cachedir=%LIKENESS_HOME%\runtime\javacpp" -Xmx2g studio.likeness.app.Launcher %*
