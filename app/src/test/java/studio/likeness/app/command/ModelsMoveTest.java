package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticModel;

class ModelsMoveTest {
    @TempDir Path root;

    private CommandRun models(String... args) {
        var all = new String[args.length + 1];
        all[0] = "models";
        System.arraycopy(args, 0, all, 1, args.length);
        return CommandRun.of(root.resolve("home"), all);
    }

    @Test
    void movesAwayAndBackAndWorksThere() throws IOException {
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(root.resolve("noise"));
        }
        assertEquals(0, models("add", root.resolve("noise").toString()).code());
        var disk = root.resolve("disk");

        var moved = models("move", disk.toString());

        assertEquals(0, moved.code(), moved.err());
        assertTrue(moved.out().contains(disk.toString()), moved.out());
        assertEquals(0, models("verify", "noise").code());
        assertFalse(Files.exists(root.resolve("home/models")));
        assertTrue(Files.isDirectory(disk.resolve("noise")));
        assertEquals(1, models("move", root.toString()).code());

        assertEquals(0, models("move", root.resolve("home/models").toString()).code());
        assertEquals(0, models("verify", "noise").code());
        assertFalse(Files.exists(disk));
    }

    @Test
    void listsAndErasesWhatNothingNeeds() throws IOException {
        assertTrue(models("orphans").out().contains("Nothing"));
        var half = Files.createDirectories(root.resolve("home/models/half.part"));
        Files.writeString(half.resolve("decoder.onnx"), "half");

        assertTrue(models("orphans", "--json").out().contains("\"kind\":\"draft\""));
        assertTrue(models("orphans").out().contains("4 B"));
        assertTrue(Files.exists(half));
        assertTrue(models("orphans", "--erase").out().contains("half"));
        assertFalse(Files.exists(half));
    }
}
