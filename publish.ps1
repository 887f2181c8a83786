# Makes one self-contained file a scenario, that runs on a machine without .NET:
#   ./publish.ps1                for win-x64, linux-x64 and linux-arm64
#   ./publish.ps1 win-x64        for the machines named
# The files are put into publish/<machine>/, with the licence and the terms of the bundled data.
param([Parameter(ValueFromRemainingArguments = $true)][string[]] $Machines = @('win-x64', 'linux-x64', 'linux-arm64'))
$ErrorActionPreference = 'Stop'
Push-Location $PSScriptRoot
try {
  foreach ($machine in $Machines) {
    if (Test-Path "publish/$machine") { Remove-Item -Recurse -Force "publish/$machine" }
    foreach ($program in Get-ChildItem 'src/Scenarios/*/Program.cs') {
      dotnet publish $program.DirectoryName --configuration Release --runtime $machine --output "publish/$machine" --nologo --verbosity quiet
      if ($LASTEXITCODE -ne 0) { throw "Publishing $($program.Directory.Name) for $machine failed." }
    }
    Copy-Item LICENSE "publish/$machine/"
    Get-ChildItem "publish/$machine"
  }
}
finally { Pop-Location }
