@echo off
rem Starts the zoo on Windows: finds a JDK, compiles the launcher (environment\launcher, in Java) where its sources are newer,
rem and starts it. What there is to decide is decided there, as for the script inrzoo of other systems.
setlocal
set "environment=%~dp0"
set "environment=%environment:~0,-1%"
for %%I in ("%environment%\..") do set "project=%%~fI"
set "classes=%environment%\target\launcher"

set "bin="
if defined JAVA_HOME goto own
for %%I in (javac.exe) do if not "%%~$PATH:I"=="" goto start
echo inrzoo: a JDK 17 or newer is needed: install it and try again: winget install EclipseAdoptium.Temurin.17.JDK>&2
exit /b 1

:own
set "bin=%JAVA_HOME%\bin\"
if exist "%bin%javac.exe" goto start
echo inrzoo: JAVA_HOME is '%JAVA_HOME%', where there is no JDK>&2
exit /b 1

:start
if exist "%classes%\org\inrzoo\launcher\Main.class" goto launch

:compile
if exist "%classes%" rmdir /s /q "%classes%"
pushd "%environment%\launcher\src\main\java\org\inrzoo\launcher"
"%bin%javac" --release 17 -d "%classes%" *.java
set "code=%errorlevel%"
popd
set INRZOO_COMPILED=yes
if "%code%"=="0" goto launch
echo inrzoo: the launcher does not compile: a JDK 17 or newer is needed, and a folder that can be written to; see above>&2
exit /b 1

:launch
"%bin%java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "%classes%" org.inrzoo.launcher.Main run "%project%" %*
if "%errorlevel%"=="99" goto compile
exit /b %errorlevel%
