package studio.likeness.models.bench;

import java.nio.file.Path;
import studio.likeness.models.library.WeightChoice;
import studio.likeness.models.runtime.Device;

final class VoiceBenchMain {
    public static void main(String[] args) {
        var bench = new VoiceBench(SyntheticCloning.V2, Device.processor());
        var choice = WeightChoice.valueOf(args[0]);
        var codes = Path.of("/tmp/vclone-bench/codes-" + choice);
        var sound = Path.of("/tmp/vclone-bench/sound");
        bench.graphs(codes, sound, choice.plan());
        bench.measure(codes, sound).lines().forEach(System.out::println);
        if (args.length > 1) System.out.println("libtorch " + bench.libtorch());
    }
}
