package studio.likeness.models.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;

/// Everything around PowerShell, with a shell script in its place.
class SapiVoiceTest {
    @TempDir Path folder;

    @BeforeEach
    void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    }

    private static SapiVoice shell(String script) {
        return new SapiVoice(List.of("/bin/sh", "-c", script), Timbre.MALE);
    }

    private Path halfASecondOfTone() throws IOException {
        var bytes = new byte[22_050];
        for (int i = 0; i < bytes.length / 2; i++) {
            int value = (int) (10_000 * Math.sin(i * 0.1));
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        var format = new AudioFormat(22_050, 16, 1, true, false);
        var wav = folder.resolve("tone.wav");
        try (var stream =
                new AudioInputStream(new ByteArrayInputStream(bytes), format, bytes.length / 2)) {
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, wav.toFile());
        }
        return wav;
    }

    @Test
    void givesTheRunsToTheChildAndStreamsItsSound() throws Exception {
        var seen = folder.resolve("seen");
        var voice =
                shell(
                        "cp \"$LIKENESS_TEXT\" %s; echo $LIKENESS_GENDER >> %s; cp %s \"$LIKENESS_WAV\""
                                .formatted(seen, seen, halfASecondOfTone()));
        var chunks = new ArrayList<SpokenChunk>();
        var end = voice.speak("我用\nJava。", "zh", Duration.ofSeconds(2), chunks::add);
        assertEquals("zh\t我用\nen\tJava。\nMale\n", Files.readString(seen));
        assertEquals(2_500, end.toMillis());
        assertEquals(9, chunks.size());
        assertEquals(2_060, chunks.get(1).audio().pts().toMillis());
        assertEquals(
                0.1, Loudness.activeLevel(chunks.get(1).audio().sound().samples(), 22_050), 0.01);
    }

    @Test
    void saysWhenTheChildFails() {
        var failure =
                assertThrows(
                        StudioException.class,
                        () -> shell("echo no voices >&2; exit 3").say("hello", "en"));
        assertEquals("models.voice.failed", failure.key());
        assertTrue(String.valueOf(failure.getCause()).contains("status 3: no voices"));
    }

    @Test
    void saysWhenTheChildWritesNothing() {
        assertThrows(StudioException.class, () -> shell("exit 0").say("hello", "en"));
        assertThrows(
                StudioException.class,
                () -> shell("echo rubbish > \"$LIKENESS_WAV\"").say("hello", "en"));
    }

    @Test
    void endsTheChildWhenInterrupted() throws Exception {
        var pid = folder.resolve("pid");
        var voice = shell("echo $$ > %s; exec sleep 60".formatted(pid));
        var outcome = new AtomicReference<String>("");
        var thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        voice.say("hello", "en");
                                    } catch (InterruptedException e) {
                                        outcome.set("interrupted");
                                    }
                                });
        while (!Files.exists(pid) || Files.size(pid) == 0) {
            Thread.sleep(5);
        }
        thread.interrupt();
        thread.join(Duration.ofSeconds(2));
        assertEquals("interrupted", outcome.get());
        long child = Long.parseLong(Files.readString(pid).strip());
        assertTrue(ProcessHandle.of(child).map(p -> !p.isAlive()).orElse(true));
    }

    @Test
    void asksNobodyWhenThereIsNothingToSay() throws InterruptedException {
        assertEquals(0, shell("exit 1").say("……", "zh").samples().length);
    }
}
