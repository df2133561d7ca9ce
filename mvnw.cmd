@echo off
rem Runs Maven for this project; where it is missing the launcher says how to install it.
for %%I in (mvn.cmd) do if not "%%~$PATH:I"=="" goto run
call "%~dp0environment\inrzoo.cmd" provide-maven
exit /b %errorlevel%

:run
mvn %*
