@echo off
if /i "%~n0"=="kubeseal" (
  node "%~dp0run.js" kubeseal %*
) else (
  node "%~dp0run.js" %*
)
