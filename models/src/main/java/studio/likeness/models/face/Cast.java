package studio.likeness.models.face;

import static studio.likeness.models.face.Tint.rgb;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/// The drawn people: the sample persona, and a handful that any other name is given one of.
final class Cast {
    private static final int[] CLOTHS = {
        0x2F7C84, 0x4D6288, 0xA8583F, 0x6F7F56, 0xB98A3C, 0x7A5470, 0x50575F
    };
    private static final int[] TONES = {0xDDE6E2, 0xE9E1D4, 0xDBE1EA, 0xE6DDDD, 0xDEE5D6};

    private static final Look.Skin PORCELAIN =
            new Look.Skin(rgb(0xF6DCC8), rgb(0xDDAE94), rgb(0xE79A86), rgb(0xC97C72));
    private static final Look.Skin WARM =
            new Look.Skin(rgb(0xF0CBAA), rgb(0xCF9A75), rgb(0xDF8E73), rgb(0xBC6F62));
    private static final Look.Skin OLIVE =
            new Look.Skin(rgb(0xD9A981), rgb(0xB27E59), rgb(0xC5765A), rgb(0xA65E51));
    private static final Look.Skin BROWN =
            new Look.Skin(rgb(0xA9714C), rgb(0x804E33), rgb(0xA2583F), rgb(0x8A4A41));
    private static final Look.Skin DEEP =
            new Look.Skin(rgb(0x7C4F38), rgb(0x583324), rgb(0x84432F), rgb(0x713B38));

    private static final Color DARK_EYES = rgb(0x4A2E20);

    private static final Look YUEQIAO =
            new Look(
                    new Look.Face(
                            new Look.Skin(
                                    rgb(0xF3D3B8), rgb(0xD5A584), rgb(0xE88F7A), rgb(0xCB7A70)),
                            146,
                            118,
                            52,
                            rgb(0x5A3826),
                            new Look.Brows(rgb(0x94897F), 8, 0.5)),
                    new Look.Hair(Look.Style.BOB, rgb(0xE2E2E1), Look.Beard.NONE),
                    Look.Glasses.ROUND,
                    new Look.Outfit(Look.Cut.CARDIGAN, rgb(0x2F7C84), rgb(0xFBFAF6)),
                    new Look.Backdrop(Look.Scene.CHART, rgb(0xDDE6E2)),
                    0.8);

    private static final List<Look> PEOPLE =
            List.of(
                    person(
                            face(WARM, 150, 130, 70, DARK_EYES, 0x8F8A84, 9, 0.3),
                            new Look.Hair(Look.Style.RECEDING, rgb(0xB9B7B3), Look.Beard.FULL),
                            Look.Glasses.SQUARE,
                            Look.Cut.JUMPER,
                            0.9),
                    person(
                            face(PORCELAIN, 142, 108, 44, rgb(0x3E5C4C), 0x4A3226, 6, 1),
                            new Look.Hair(Look.Style.LONG, rgb(0x4B3024), Look.Beard.NONE),
                            Look.Glasses.NONE,
                            Look.Cut.JUMPER,
                            0.05),
                    person(
                            face(OLIVE, 148, 130, 74, rgb(0x4E3A22), 0x2B211C, 9.5, 0.45),
                            new Look.Hair(Look.Style.SIDE_PART, rgb(0x35281F), Look.Beard.STUBBLE),
                            Look.Glasses.NONE,
                            Look.Cut.JACKET,
                            0.4),
                    person(
                            face(BROWN, 146, 112, 48, DARK_EYES, 0x2A1B16, 7, 1),
                            new Look.Hair(Look.Style.CURLS, rgb(0x33231D), Look.Beard.NONE),
                            Look.Glasses.NONE,
                            Look.Cut.CARDIGAN,
                            0.25),
                    person(
                            face(WARM, 145, 122, 60, DARK_EYES, 0x1E1A19, 8.5, 0.4),
                            new Look.Hair(Look.Style.TOUSLED, rgb(0x2A2422), Look.Beard.NONE),
                            Look.Glasses.ROUND,
                            Look.Cut.JUMPER,
                            0.05),
                    person(
                            face(PORCELAIN, 146, 116, 50, rgb(0x54708A), 0x7A4B34, 6, 0.8),
                            new Look.Hair(Look.Style.BUN, rgb(0x9A5A38), Look.Beard.NONE),
                            Look.Glasses.SQUARE,
                            Look.Cut.ROLL_NECK,
                            0.5),
                    person(
                            face(DEEP, 150, 128, 68, rgb(0x2E1B14), 0x1B1312, 9, 0.4),
                            new Look.Hair(Look.Style.CROP, rgb(0x1C1716), Look.Beard.FULL),
                            Look.Glasses.NONE,
                            Look.Cut.ROLL_NECK,
                            0.3),
                    person(
                            face(OLIVE, 148, 120, 54, DARK_EYES, 0x8E8A86, 6, 0.6),
                            new Look.Hair(Look.Style.BUN, rgb(0xC9C7C5), Look.Beard.NONE),
                            Look.Glasses.NONE,
                            Look.Cut.CARDIGAN,
                            0.85));

    private Cast() {}

    /// The same name always gives the same person.
    static Look of(String name) {
        if (name.equals("yueqiao")) {
            return YUEQIAO;
        }
        var hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        long h = hash.getValue();
        var person = PEOPLE.get((int) (h % PEOPLE.size()));
        h /= PEOPLE.size();
        var cloth = rgb(CLOTHS[(int) (h % CLOTHS.length)]);
        h /= CLOTHS.length;
        var scenes = Look.Scene.values();
        var scene = scenes[(int) (h % scenes.length)];
        h /= scenes.length;
        var tone = rgb(TONES[(int) (h % TONES.length)]);
        return new Look(
                person.face(),
                person.hair(),
                person.glasses(),
                new Look.Outfit(person.outfit().cut(), cloth, person.outfit().under()),
                new Look.Backdrop(scene, tone),
                person.age());
    }

    private static Look.Face face(
            Look.Skin skin,
            double cheek,
            double jaw,
            double chin,
            Color iris,
            int brows,
            double thick,
            double lash) {
        return new Look.Face(skin, cheek, jaw, chin, iris, new Look.Brows(rgb(brows), thick, lash));
    }

    private static Look person(
            Look.Face face, Look.Hair hair, Look.Glasses glasses, Look.Cut cut, double age) {
        return new Look(
                face,
                hair,
                glasses,
                new Look.Outfit(cut, rgb(CLOTHS[0]), rgb(0xFBFAF6)),
                new Look.Backdrop(Look.Scene.WINDOW, rgb(TONES[0])),
                age);
    }
}
