package studio.likeness.models.checkpoint;

final class Gguf {
    private Gguf() {}

    static boolean is(MappedFile file) {
        return file.size() >= 24 && file.i32(0) == 0x46554747;
    }

    static Contents read(MappedFile file) {
        throw file.damaged();
    }
}
