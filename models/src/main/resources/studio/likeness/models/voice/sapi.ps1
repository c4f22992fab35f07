# Reads the runs in LIKENESS_TEXT (UTF-8, a line each: language, tab, text) into the file LIKENESS_WAV.
# ASCII only, for Windows PowerShell 5.1.
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
$synth = New-Object System.Speech.Synthesis.SpeechSynthesizer
try {
    $format = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(
        22050,
        [System.Speech.AudioFormat.AudioBitsPerSample]::Sixteen,
        [System.Speech.AudioFormat.AudioChannel]::Mono)
    $synth.SetOutputToWaveFile($env:LIKENESS_WAV, $format)
    $voices = @($synth.GetInstalledVoices() | Where-Object { $_.Enabled } | ForEach-Object { $_.VoiceInfo })
    foreach ($line in [System.IO.File]::ReadAllLines($env:LIKENESS_TEXT, [System.Text.Encoding]::UTF8)) {
        $tab = $line.IndexOf([char]9)
        $language = $line.Substring(0, $tab)
        $fitting = @($voices | Where-Object { $_.Culture.TwoLetterISOLanguageName -eq $language })
        $wanted = @($fitting | Where-Object { "$($_.Gender)" -eq $env:LIKENESS_GENDER })
        $chosen = @($wanted + $fitting)
        if ($chosen.Count -gt 0) { $synth.SelectVoice($chosen[0].Name) }
        $synth.Speak($line.Substring($tab + 1))
    }
} catch {
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 1
} finally {
    $synth.Dispose()
}
