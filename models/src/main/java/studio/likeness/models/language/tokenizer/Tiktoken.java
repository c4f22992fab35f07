package studio.likeness.models.language.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import studio.likeness.models.job.StudioException;

/// A tiktoken file: each line a token's bytes in base64 and its rank.
///
/// @param tokens byte-level text of each rank, in order
record Tiktoken(List<String> tokens) {
    private static final int LONGEST_TOKEN = 1024;
    private static final Pattern MANY_DIGITS = Pattern.compile("[0-9]{4,}");
    private static final Pattern FEW_DIGITS = Pattern.compile("[0-9]{2,3}");

    Tiktoken {
        tokens = List.copyOf(tokens);
    }

    static boolean looksLike(byte[] file) {
        var start = new String(file, 0, Math.min(file.length, 200), StandardCharsets.ISO_8859_1);
        int end = start.indexOf('\n');
        return (end < 0 ? start : start.substring(0, end)).strip().matches("[A-Za-z0-9+/]+=* \\d+");
    }

    static Tiktoken parse(byte[] file) {
        var byRank = new HashMap<Integer, String>();
        var lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            var line = lines[i].strip();
            if (!line.isEmpty()) {
                read(line, i + 1, byRank);
            }
        }
        var tokens = new ArrayList<String>(byRank.size());
        for (int rank = 0; rank < byRank.size(); rank++) {
            var token = byRank.get(rank);
            if (token == null) {
                throw new StudioException("models.language.tokenizer.badRank", rank);
            }
            tokens.add(token);
        }
        return new Tiktoken(tokens);
    }

    private static void read(String line, int number, Map<Integer, String> byRank) {
        int blank = line.indexOf(' ');
        try {
            var bytes = Base64.getDecoder().decode(line.substring(0, Math.max(0, blank)));
            int rank = Integer.parseInt(line.substring(blank + 1));
            if (bytes.length == 0
                    || bytes.length > LONGEST_TOKEN
                    || byRank.size() > Vocabulary.MOST
                    || byRank.put(rank, ByteLevel.write(bytes)) != null) {
                throw new StudioException("models.language.tokenizer.badLine", number);
            }
        } catch (IllegalArgumentException e) {
            throw new StudioException(e, "models.language.tokenizer.badLine", number);
        }
    }

    /// Every way to cut a token into two known ones, by the token's rank, then by its parts'.
    List<SentencePieceModel.Merge> merges() {
        record Cut(int left, int right, int at) {}
        var ranks = HashMap.<String, Integer>newHashMap(tokens.size());
        for (int rank = 0; rank < tokens.size(); rank++) {
            ranks.put(tokens.get(rank), rank);
        }
        var merges = new ArrayList<SentencePieceModel.Merge>(tokens.size() * 2);
        var cuts = new ArrayList<Cut>();
        for (var token : tokens) {
            for (int at = 1; at < token.length(); at++) {
                var left = ranks.get(token.substring(0, at));
                var right = ranks.get(token.substring(at));
                if (left != null && right != null) {
                    cuts.add(new Cut(left, right, at));
                }
            }
            cuts.sort(Comparator.comparingInt(Cut::left).thenComparingInt(Cut::right));
            for (var cut : cuts) {
                merges.add(
                        new SentencePieceModel.Merge(
                                token.substring(0, cut.at()), token.substring(cut.at())));
            }
            cuts.clear();
        }
        return merges;
    }

    /// How its family cuts text: those that keep digits single have no token of two.
    WordSplit split() {
        if (tokens.stream().anyMatch(MANY_DIGITS.asMatchPredicate())) {
            return WordSplit.GPT2;
        }
        return tokens.stream().anyMatch(FEW_DIGITS.asMatchPredicate())
                ? WordSplit.DIGITS_BY_THREE
                : WordSplit.SINGLE_DIGITS;
    }
}
