package studio.likeness.models.language.chat.template;

/// A word of an expression.
record Token(Kind kind, String text, int line) {
    enum Kind {
        NAME,
        STRING,
        INTEGER,
        DECIMAL,
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean named(String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
