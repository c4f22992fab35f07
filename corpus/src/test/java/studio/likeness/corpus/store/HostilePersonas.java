package studio.likeness.corpus.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// A `persona.json` that cannot be meant, and adapters that it does not name or that are not whole.
final class HostilePersonas {
    private static final String ADAPTER = "adapters/%s/adapter_config.json";

    private final SoundArchive sound;

    HostilePersonas(SoundArchive sound) {
        this.sound = sound;
    }

    List<Hostile> all() throws IOException, SQLException {
        return List.of(
                sound.changed("an adapter nobody names", "Adapter", m -> m.putAll(adapter("me"))),
                sound.changed("an adapter of another name", "Adapter", naming("it", adapter("me"))),
                sound.changed(
                        "half an adapter",
                        "Adapter",
                        naming("me", Map.of(ADAPTER.formatted("me"), new byte[2]))),
                sound.changed(
                        "an adapter with two files of weights",
                        "Adapter",
                        m -> {
                            naming("me", adapter("me")).to(m);
                            m.put("adapters/me/adapter_model.bin", new byte[3]);
                        }),
                sound.changed(
                        "an endless configuration of an adapter",
                        "Adapter",
                        m -> {
                            naming("me", adapter("me")).to(m);
                            m.put(ADAPTER.formatted("me"), SoundArchive.junk((1 << 20) + 1));
                        }),
                persona("an identifier like a path", "\"id\" : \"ada\"", "\"id\" : \"../../evil\""),
                persona("a device for an identifier", "\"id\" : \"ada\"", "\"id\" : \"nul\""),
                persona("a portrait like a path", "\"portrait\" : \"\"", "\"portrait\" : \"../x\""),
                persona("no consent", "\"grantedBy\" : \"Ada Bloom\"", "\"grantedBy\" : \"\""),
                persona("an unknown basis", "\"SELF\"", "\"BECAUSE\""),
                persona("a name that is a number", "\"name\" : \"Ada\"", "\"name\" : 7"),
                persona("broken off", "\"consent\"", ""),
                sound.changed(
                        "a persona of a newer version",
                        "Newer",
                        m -> edit(m, "\"format\" : 1", "\"format\" : 2")),
                sound.changed(
                        "a portrait that is missing",
                        "MemberMissing",
                        m ->
                                edit(
                                        m,
                                        "\"portrait\" : \"\"",
                                        "\"portrait\" : \"" + "0".repeat(64) + "\"")));
    }

    private Hostile persona(String what, String from, String to) throws IOException, SQLException {
        return sound.changed(what, "BadPersona", m -> edit(m, from, to));
    }

    private static void edit(Map<String, byte[]> members, String from, String to) {
        var text = new String(SoundArchive.bytes(members, "persona.json"), StandardCharsets.UTF_8);
        if (!text.contains(from)) {
            throw new IllegalArgumentException("expected " + from + " in " + text);
        }
        members.put("persona.json", SoundArchive.bytes(text.replace(from, to)));
    }

    private static Map<String, byte[]> adapter(String name) {
        return Map.of(
                ADAPTER.formatted(name),
                SoundArchive.bytes("{}"),
                "adapters/" + name + "/adapter_model.safetensors",
                new byte[16]);
    }

    /// A persona whose brain names an adapter.
    private static SoundArchive.Change naming(String name, Map<String, byte[]> files) {
        return members -> {
            var brain =
                    "{\"kind\": \"MODEL\", \"model\": \"m\", \"recordedFirst\": true,"
                            + " \"temperament\": \"NATURAL\", \"adapter\": \"%s\"}".formatted(name);
            var persona = (ObjectNode) Json.MAPPER.readTree(members.get("persona.json"));
            persona.set("brain", Json.MAPPER.readTree(brain));
            members.put("persona.json", SoundArchive.bytes(Json.text(persona)));
            members.putAll(files);
        };
    }
}
