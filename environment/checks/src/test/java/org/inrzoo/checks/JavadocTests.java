package org.inrzoo.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every public type has a sentence, and so has every public method that takes or gives numbers; the arrays among them are each
 * spoken of by name, there or where its type is described, since somebody has to know their shapes and units.
 */
class JavadocTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datasets",
                "zoo",
                "notebooks",
                "environment/kernel",
                "environment/site",
                "environment/cli",
                "environment/onnx",
                "environment/spark",
                "environment/libtorch-peer",
                "environment/launcher"
            })
    void saysWhatIsPublic(String module) throws IOException {
        assertThat(gaps(Project.sources(module + "/src/main/java"))).isEmpty();
    }

    @Test
    void missesWhatIsNotSaid(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("Silent.java"), """
                public class Silent {
                    public double number() {
                        return 0;
                    }

                    /** Doubles them. */
                    public void twice(float[] pixels) {}

                    /** All samples. */
                    public record Spoken(double rate) {}

                    void hidden(int i) {}
                }
                """);
        assertThat(gaps(List.of(source)))
                .containsExactlyInAnyOrder(
                        "Silent: no sentence",
                        "Silent.number: no sentence",
                        "Silent.twice: nothing of the array 'pixels'",
                        "Silent.Spoken: nothing of 'rate'");
    }

    private static List<String> gaps(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            Census census = new Census(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                census.scan(unit, null);
            }
            return census.gaps;
        }
    }

    /** Walks what can be reached from outside its package. */
    private static final class Census extends TreePathScanner<Void, Void> {

        private static final Set<String> BOXES =
                Set.of("Integer", "Long", "Float", "Double", "OptionalDouble", "OptionalInt", "OptionalLong");

        private final DocTrees docs;
        private final List<String> gaps = new ArrayList<>();

        private Census(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!isPublic(type.getModifiers(), getCurrentPath().getParentPath())) {
                return null;
            }
            DocCommentTree doc = docs.getDocCommentTree(getCurrentPath());
            if (!hasSentence(doc)) {
                gaps.add(name() + ": no sentence");
            } else if (type.getKind() == Kind.RECORD) {
                for (Tree member : type.getMembers()) {
                    if (member instanceof VariableTree component
                            && isComponent(component)
                            && isNumeric(component.getType())
                            && !isAnnotated(component.getModifiers(), "Option") // which has a sentence
                            && !speaksOf(doc, component)) {
                        gaps.add(name() + ": nothing of '" + component.getName() + "'");
                    }
                }
            }
            type.getMembers().forEach(member -> scan(member, null));
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean inherits = isAnnotated(method.getModifiers(), "Override");
            boolean takes = method.getParameters().stream().anyMatch(parameter -> isNumeric(parameter.getType()));
            boolean gives = method.getReturnType() != null && isNumeric(method.getReturnType());
            if (inherits
                    || !isPublic(method.getModifiers(), getCurrentPath().getParentPath())
                    || !(takes || gives)
                    || isCompactConstructor(method)
                    || isOnlyMethodOfAFunction(getCurrentPath().getParentPath())) {
                return null;
            }
            DocCommentTree doc = docs.getDocCommentTree(getCurrentPath());
            if (!hasSentence(doc)) {
                gaps.add(name() + ": no sentence");
                return null;
            }
            DocCommentTree aroundIt = docs.getDocCommentTree(getCurrentPath().getParentPath());
            for (VariableTree parameter : method.getParameters()) {
                if (isArray(parameter.getType()) && !speaksOf(doc, parameter) && !speaksOf(aroundIt, parameter)) {
                    gaps.add(name() + ": nothing of the array '" + parameter.getName() + "'");
                }
            }
            return null;
        }

        private static boolean isComponent(VariableTree member) {
            return !member.getModifiers().getFlags().contains(Modifier.STATIC);
        }

        /** That of a record, whose components its type's comment speaks of. */
        private boolean isCompactConstructor(MethodTree method) {
            boolean ofRecord = getCurrentPath().getParentPath().getLeaf().getKind() == Kind.RECORD;
            return ofRecord && method.getName().contentEquals("<init>");
        }

        /** What a function takes and gives is said of its type. */
        private static boolean isOnlyMethodOfAFunction(TreePath type) {
            return type.getLeaf() instanceof ClassTree function
                    && function.getKind() == Kind.INTERFACE
                    && isAnnotated(function.getModifiers(), "FunctionalInterface");
        }

        private static boolean isAnnotated(ModifiersTree modifiers, String annotation) {
            return modifiers.getAnnotations().stream()
                    .anyMatch(each -> each.getAnnotationType().toString().equals(annotation));
        }

        private static boolean isPublic(ModifiersTree modifiers, TreePath parent) {
            Kind around = parent.getLeaf().getKind();
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || (around == Kind.INTERFACE && !modifiers.getFlags().contains(Modifier.PRIVATE));
        }

        private static boolean isArray(Tree type) {
            return type instanceof ArrayTypeTree && !type.toString().startsWith("byte");
        }

        private static boolean isNumeric(Tree type) {
            return switch (type.getKind()) {
                case ARRAY_TYPE -> !type.toString().matches("(String|byte).*");
                case PRIMITIVE_TYPE -> !Set.of("boolean", "void", "char").contains(type.toString());
                default -> BOXES.contains(type.toString());
            };
        }

        private static boolean hasSentence(DocCommentTree doc) {
            return doc != null
                    && (!doc.getFirstSentence().isEmpty() || !doc.getBlockTags().isEmpty());
        }

        /** By a tag of its own, or by its name in the text. */
        private static boolean speaksOf(DocCommentTree doc, VariableTree what) {
            if (doc == null) {
                return false;
            }
            for (DocTree tag : doc.getBlockTags()) {
                if (tag instanceof ParamTree param
                        && param.getName().getName().contentEquals(what.getName())
                        && !param.getDescription().isEmpty()) {
                    return true;
                }
            }
            return doc.getFullBody().toString().matches("(?s).*\\b" + what.getName() + "\\b.*");
        }

        private String name() {
            List<String> names = new ArrayList<>();
            for (Tree tree : getCurrentPath()) {
                if (tree instanceof ClassTree type) {
                    names.add(0, type.getSimpleName().toString());
                } else if (tree instanceof MethodTree method) {
                    names.add(0, method.getName().toString());
                }
            }
            return String.join(".", names);
        }
    }
}
