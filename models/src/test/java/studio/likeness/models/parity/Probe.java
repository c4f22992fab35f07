package studio.likeness.models.parity;
import java.nio.file.*;
import studio.likeness.models.language.*;
import studio.likeness.models.nn.*;
final class Probe {
    public static void main(String[] args) throws Exception {
        for (var a : args) {
            var f = Fixture.read(Path.of(a));
            long t = System.nanoTime();
            try {
            var w = KeyedWeights.of(f.tree());
            var figures0 = DecoderFigures.ids(f.at("input_ids"));
            int ctx = Math.max(figures0.length, f.at("config").path("max_position_embeddings").asInt(64));
            var d = Families.of(f.at("config"), w, ctx);
            int prefix = PrefixEncoder.isIn(w) ? PrefixEncoder.of(d, w).length() : 0;
            var errors = new Errors(1e-3);
            var figures = DecoderFigures.of(f, d.frame(), w);
            try (var r = new TorchDecoder(d, w, KeptWeights.exactly(), Adapter.none(), Reading.of(d, f.at("config"), figures0, prefix))) {
                figures.compare(r, errors);
            }
            System.out.println(errors.line(f, "torch", "") + " " + (System.nanoTime()-t)/1000000 + " ms");
            } catch (RuntimeException e) { System.out.println(f.name()+" "+e); e.printStackTrace(System.out); }
        }
    }
}
