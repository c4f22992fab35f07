package studio.likeness.models.service.modelfile;

import java.util.List;

/// A parsed template.
sealed interface GoNode {
    record Text(String text) implements GoNode {}

    /// Writes a value.
    record Show(GoExpression value) implements GoNode {}

    /// `$name := value`, or `=` where it is known already.
    record Set(String name, GoExpression value, boolean isNew) implements GoNode {}

    record If(GoExpression condition, Block then, Block otherwise) implements GoNode {}

    /// @param index variable for the number; may be empty
    /// @param item variable for the element; may be empty
    record Range(String index, String item, GoExpression over, Block body, Block otherwise)
            implements GoNode {}

    record Block(List<GoNode> nodes) implements GoNode {
        public Block {
            nodes = List.copyOf(nodes);
        }
    }

    /// What has a value.
    sealed interface GoExpression {
        record Constant(Object value) implements GoExpression {}

        /// @param start `.` for what is looked at now, `$` for the template's data, or a variable
        record Field(String start, List<String> path) implements GoExpression {
            public Field {
                path = List.copyOf(path);
            }
        }

        record Call(String function, List<GoExpression> arguments) implements GoExpression {
            public Call {
                arguments = List.copyOf(arguments);
            }
        }
    }
}
