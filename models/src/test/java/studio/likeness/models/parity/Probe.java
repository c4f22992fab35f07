package studio.likeness.models.parity;
import java.nio.file.*;
import java.util.*;
import studio.likeness.models.job.Progress;
final class Probe {
    public static void main(String[] args) throws Exception {
        for (var a : args) {
            long t = System.nanoTime();
            try {
                for (var l : Parity.run(List.of(Path.of(a)), Progress.none(), _ -> {})) System.out.println(l.text());
                System.out.println((System.nanoTime()-t)/1000000 + " ms");
            } catch (RuntimeException e) { System.out.println(a); e.printStackTrace(System.out); }
        }
    }
}
