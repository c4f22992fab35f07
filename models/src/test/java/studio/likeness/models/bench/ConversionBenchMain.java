package studio.likeness.models.bench;

import java.nio.file.Path;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.voice.conversion.LiveConversion;

final class ConversionBenchMain {
    public static void main(String[] args) {
        var bench = new ConversionBench(Path.of(args[0]), Device.processor()).made();
        for (var what : args[1].split(",")) {
            System.out.println(
                    what
                            + " "
                            + switch (what) {
                                case "network" -> bench.network(4, 4);
                                case "torch" -> bench.libtorch(4, 2);
                                case "content" -> bench.content(4, 3);
                                case "pitch" -> bench.pitch(4, 3);
                                case "whole" -> bench.whole(8, 2, true);
                                case "wholepm" -> bench.whole(8, 2, false);
                                default -> bench.live(LiveConversion.Shape.usual(), 6);
                            });
        }
        System.out.println(ConversionBench.peakBytes() / 1_000_000 + " MB");
    }
}
