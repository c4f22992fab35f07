package studio.likeness.models.language.chat.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.job.StudioException;

/// The part of Jinja that is understood; what is not is named.
class TemplateTest {
    private static final Map<String, Object> VARIABLES =
            Map.of(
                    "name", "Ada Lovelace",
                    "empty", "",
                    "nothing", Optional.empty(),
                    "list", List.of("a", "b", "c"),
                    "map", new LinkedHashMap<>(Map.of("k", "v")),
                    "n", 7L);

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{{ 1 + 2 * 3 }} ¦ 7",
                "{{ (1 + 2) * 3 - 1 }} ¦ 8",
                "{{ 7 // 2 }},{{ -7 // 2 }},{{ 7 % 3 }},{{ 7 / 2 }} ¦ 3,-4,1,3.5",
                "{{ 'a' ~ 1 ~ true ~ none }} ¦ a1TrueNone",
                "{{ 'a' 'b' + 'c' }} ¦ abc",
                "{{ 1 < 2 <= 2 and not 3 == 4 }} ¦ True",
                "{{ 'Ada' in name, }} ¦ !",
                "{{ 'Ada' in name and 'x' not in list }} ¦ True",
                "{{ name.split(' ')[-1].upper() }} ¦ LOVELACE",
                "{{ name.split() | last | lower }} ¦ lovelace",
                "{{ name[:3] }}{{ name[-3:] }}{{ 'abc'[::-1] }}{{ 'abcdef'[1:5:2] }} ¦ Adaacecbabd",
                "{{ list[::-1] | join('-') }} ¦ c-b-a",
                "{{ list[1:] | length }}{{ list[5] is defined }} ¦ 2False",
                "{{ '  x ' | trim }}{{ 'xxaxx'.strip('x') }}{{ 'xa'.lstrip('x') }} ¦ xaa",
                "{{ 'abc'.replace('b', 'x') }}{{ name.startswith('Ada') }} ¦ axcTrue",
                "{{ name.endswith('x') }}{{ 'a,b,c'.split(',', 1) | last }} ¦ Falseb,c",
                "{{ missing | default('d') }}{{ empty | default('e', true) }} ¦ de",
                "{{ missing is undefined }}{{ nothing is none }}{{ n is number }} ¦ TrueTrueTrue",
                "{{ name is string and map is mapping and list is sequence }} ¦ True",
                "{{ map.k }}{{ map['k'] }}{{ map.get('x', 'y') }}{{ 'k' in map }} ¦ vvyTrue",
                "{{ {'a': [1, 'é', none], 'b': true} | tojson }} ¦ {\"a\": [1, \"é\", null], \"b\": true}",
                "{{ 'yes' if n > 5 else 'no' }}{{ 'no' if not n }} ¦ yes",
                "{{ n is odd and n is not even and n is eq 7 }} ¦ True",
                "{% for x in list %}{{ loop.index }}{{ x }}{{ ',' if not loop.last }}{% endfor %} ¦ 1a,2b,3c",
                "{% for k, v in map.items() %}{{ k }}={{ v }}{% endfor %} ¦ k=v",
                "{% for x in [] %}x{% else %}none{% endfor %} ¦ none",
                "{% for x in list if x != 'b' %}{{ loop.length }}{{ x }}{% endfor %} ¦ 2a2c",
                "{% for i in range(3) %}{{ i }}{% endfor %} ¦ 012",
                "{% set a, b %} ¦ !",
                "{% set x = 1 %}{% for i in list %}{% set x = 2 %}{% endfor %}{{ x }} ¦ 1",
                "{% set ns = namespace(x=1) %}{% for i in list %}{% set ns.x = ns.x + 1 %}{% endfor %}{{ ns.x }} ¦ 4",
                "{% if n == 1 %}a{% elif n == 7 %}b{% else %}c{% endif %} ¦ b",
                "{% set c %}[{{ n }}]{% endset %}{{ c }}{# gone #} ¦ [7]",
                "{% generation %}{{ n }}{% endgeneration %} ¦ 7",
                "{{ '}}' }}{{ '%}' }}{{ \"'\" }} ¦ }}%}'",
                "{{ 'a\\nb' | length }}{{ '\\u4f60' }} ¦ 3你",
            })
    void understands(String template, String expected) {
        if (expected.equals("!")) {
            assertThrows(StudioException.class, () -> Template.parse(template).render(VARIABLES));
        } else {
            assertEquals(expected, Template.parse(template).render(VARIABLES));
        }
    }

    @Test
    void keepsAndDropsBlanksAsHuggingFaceDoes() {
        assertEquals("a\nb\n", Template.parse("a\n  {% if true %}\nb\n{% endif %}\n").render(Map.of()));
        assertEquals("ab", Template.parse("a\n  {%- if true -%}\n b {%- endif %}").render(Map.of()));
        assertEquals("x  1\ny", Template.parse("x  {{ 1 }}\ny\n").render(Map.of()));
        assertEquals("x1y", Template.parse("x  {{- 1 -}}\n y").render(Map.of()));
        assertEquals("a  b", Template.parse("a {# c #} b").render(Map.of()));
        assertEquals("  b", Template.parse("  {%+ if true %}b{% endif %}").render(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "{% macro f() %}{% endmacro %} ¦ macro",
                "a{% include 'x' %} ¦ include",
                "{{ x | frobnicate }} ¦ frobnicate",
                "{{ 'x'.encode() }} ¦ encode",
                "{{ x is frobbed }} ¦ frobbed",
                "{{ system('rm') }} ¦ system",
                "{{ ''.__class__.__mro__() }} ¦ __mro__",
                "{{ 2 ** 3 }} ¦ **",
                "{% for x in [1] %}{% break %}{% endfor %} ¦ break",
            })
    void namesTheLineAndWhatItDoesNotUnderstand(String template, String construct) {
        var problem =
                assertThrows(
                        StudioException.class,
                        () -> Template.parse("line one\n\n" + template).render(Map.of()));
        assertTrue(problem.sentence().contains(construct), problem.sentence());
        assertTrue(problem.sentence().contains("3"), problem.sentence());
    }

    @Test
    void passesOnWhatTheTemplateRefuses() {
        var problem =
                assertThrows(
                        StudioException.class,
                        () ->
                                Template.parse("{{ raise_exception('Only two roles') }}")
                                        .render(Map.of()));
        assertEquals("models.language.chat.template.raised", problem.key());
        assertTrue(problem.sentence().endsWith("Only two roles"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
                "{% set ns = namespace(s='x') %}{% for a in range(99) %}"
                        + "{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
                "{% set ns = namespace(s=[1]) %}{% for a in range(99) %}"
                        + "{% set ns.s = ns.s + ns.s %}{% endfor %}",
                "{{ 'x' * 999999999999 }}",
                "{{ range(0, 9999999999) }}",
                "{% set ns = namespace(s='xx') %}{% for a in range(99) %}"
                        + "{% set ns.s = ns.s.replace('x', ns.s) %}{% endfor %}",
            })
    void refusesEndlessWork(String template) {
        var problem =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () ->
                                assertThrows(
                                        StudioException.class,
                                        () -> Template.parse(template).render(Map.of())));
        assertEquals("models.language.chat.template.endless", problem.key());
    }

    @Test
    void refusesDeepNesting() {
        for (var template :
                List.of(
                        "{{ " + "(".repeat(100_000),
                        "{{ " + "[".repeat(100_000),
                        "{% if x %}".repeat(100_000),
                        "{{ " + "-".repeat(100_000) + "1 }}",
                        "{{ x" + " if x else x".repeat(100_000) + " }}",
                        "{{ x" + " + x".repeat(100_000) + " }}",
                        "{{ x" + ".a".repeat(100_000) + " }}",
                        "{{ x" + "|trim".repeat(100_000) + " }}")) {
            assertThrows(
                    StudioException.class,
                    () -> Template.parse(template).render(Map.of("x", 1L)),
                    template.substring(0, 20));
        }
    }

    @Test
    void aDamagedTemplateIsRefusedOrRuns() {
        var source =
                "{% set ns = namespace(a=1) %}{% for m in list[::-1] if m is string %}"
                        + "{{ m | trim ~ 'x' }}{% if loop.last %}{{ {'a': [1]} | tojson }}"
                        + "{% else %}{{- name.split(' ')[-1] -}}{% endif %}{% endfor %}";
        var random = new Random(1);
        var signs = "{}%()[]'\"|.-:=,~ aif\n";
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            var damaged = new StringBuilder(source);
            for (int j = 0; j <= random.nextInt(3); j++) {
                int at = random.nextInt(damaged.length());
                char sign = signs.charAt(random.nextInt(signs.length()));
                if (random.nextBoolean()) {
                    damaged.setCharAt(at, sign);
                } else {
                    damaged.deleteCharAt(at);
                }
            }
            try {
                Template.parse(damaged.toString()).render(VARIABLES);
            } catch (StudioException e) {
                refused++;
            }
        }
        assertTrue(refused > 2_000, refused + " refused");
    }
}
