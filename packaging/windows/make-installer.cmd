@echo off
rem Makes the app image and the .msi (WiX 3.14 on the PATH). Called by mvnw -Pinstaller verify. Never run on our own
rem machines: the workflow runs it on windows-latest.
rem usage: make-installer ROOT OUT VERSION
setlocal enabledelayedexpansion
set "ROOT=%~1" & set "OUT=%~2" & set "VERSION=%~3"
if exist "%OUT%" rmdir /s /q "%OUT%"
mkdir "%OUT%\input" "%OUT%\fx" || exit /b 1
powershell -NoProfile -Command "$ErrorActionPreference='Stop'; foreach($j in (Get-Content \"$env:ROOT\app\target\launch\classpath\" -Raw).Trim().Split(';')) { if ($j -like '*\org\openjfx\*') { if ($j -like '*-win.jar') { Copy-Item $j \"$env:OUT\fx\" } } else { Copy-Item $j \"$env:OUT\input\" } }; Copy-Item (Get-ChildItem \"$env:ROOT\app\target\app-*-SNAPSHOT.jar\")[0] \"$env:OUT\input\likeness.jar\"" || exit /b 1
copy "%ROOT%\LICENSE" "%OUT%\input\" >nul & copy "%ROOT%\NOTICE" "%OUT%\input\" >nul
> "%OUT%\persona.properties" (
  echo extension=likeness
  echo mime-type=application/x-likeness
  echo description=Likeness persona
)
rem The window's launcher has no console; this one has, for commands.
> "%OUT%\cli.properties" (
  echo win-console=true
  echo win-menu=false
  echo win-shortcut=false
)
> "%OUT%\common.args" (
  echo --name Likeness --app-version %VERSION% --vendor Likeness
  echo --input "%OUT:\=/%/input" --main-jar likeness.jar --main-class studio.likeness.app.Launcher
  echo --module-path "%OUT:\=/%/fx" --add-modules java.base,java.desktop,java.logging,java.sql,java.management,java.naming,java.xml,jdk.unsupported,jdk.zipfs,jdk.charsets,jdk.localedata,jdk.jfr,java.net.http,jdk.httpserver,jdk.management,jdk.crypto.ec,javafx.controls
  echo --jlink-options "--strip-debug --no-header-files --no-man-pages --compress zip-6 --include-locales=en,zh --generate-cds-archive"
  echo --icon "%ROOT:\=/%/packaging/windows/likeness.ico" --add-launcher "likeness-cli=%OUT:\=/%/cli.properties"
  echo --java-options -Xmx2g --java-options --enable-native-access=javafx.graphics
)
for /f "usebackq delims=" %%F in ("%ROOT%\packaging\jvm.args") do >> "%OUT%\common.args" echo --java-options %%F
"%JAVA_HOME%\bin\jpackage" --type app-image --dest "%OUT%\image" "@%OUT%\common.args" || exit /b 1
where candle >nul 2>&1 || (echo The .msi was left out: it needs WiX 3.14. & exit /b 0)
"%JAVA_HOME%\bin\jpackage" --type msi --dest "%OUT%" --win-per-user-install --win-menu --win-shortcut --file-associations "%OUT%\persona.properties" "@%OUT%\common.args" || exit /b 1
