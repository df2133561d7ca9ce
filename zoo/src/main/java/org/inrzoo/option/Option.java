package org.inrzoo.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/** Describes one component of a record of hyperparameters: its meaning and the values it may take. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {

    /** What the hyperparameter means, with its unit. */
    String value();

    /** The smallest allowed number, inclusive. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The largest allowed number, inclusive. */
    double max() default Double.POSITIVE_INFINITY;

    /** Of a text: the words it may be. */
    Class<? extends Words> words() default None.class;

    /** No words: every option but a text. */
    final class None implements Words {
        @Override
        public List<String> words() {
            return List.of();
        }
    }

    /**
     * What settings mean that were written before this option existed and so do not name it; empty where it has been there
     * from the first.
     */
    String before() default "";
}
