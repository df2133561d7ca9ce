package org.inrzoo.fit.optimizer;

import java.util.Set;
import java.util.function.Function;
import org.inrzoo.engine.Engine;
import org.inrzoo.network.ParameterLayout;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** Offers ND4J's updater of one kind; its state is ND4J's, in the order of the flat vector. */
public abstract class Nd4jProvider implements OptimizerProvider {

    private final String name;
    private final String summary;
    private final Set<String> keys;
    private final Function<OptimizerSettings, IUpdater> config;

    private Nd4jProvider(String name, String summary, Set<String> keys, Function<OptimizerSettings, IUpdater> config) {
        this.name = name;
        this.summary = summary;
        this.keys = keys;
        this.config = config;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final Set<String> keys() {
        return keys;
    }

    @Override
    public final long stateSize(OptimizerSettings settings, ParameterLayout layout) {
        return config.apply(settings).stateSize(layout.trainable());
    }

    @Override
    public final Optimizer create(OptimizerSettings settings, Engine engine, float[] saved) {
        int parameters = engine.architecture().parameters().trainable();
        return new Nd4jOptimizer(config.apply(settings), settings.rate(), parameters, saved);
    }

    /** Adam with the largest gradient of late in place of the mean square, Kingma and Ba 2015. */
    public static final class AdaMaxProvider extends Nd4jProvider {
        public AdaMaxProvider() {
            super(
                    "adamax",
                    "Adam with the largest gradient of late in place of the mean square, Kingma and Ba 2015",
                    Set.of("rate", "beta1", "beta2", "epsilon"),
                    s -> new AdaMax(s.rate(), s.beta1(), s.beta2(), s.epsilon()));
        }
    }

    /** Adam with the gradient's variance in place of its mean square, Zhuang et al. 2020. */
    public static final class AdaBeliefProvider extends Nd4jProvider {
        public AdaBeliefProvider() {
            super(
                    "adabelief",
                    "Adam with the gradient's variance in place of its mean square, Zhuang et al. 2020",
                    Set.of("rate", "beta1", "beta2", "epsilon"),
                    s -> new AdaBelief(s.rate(), s.beta1(), s.beta2(), s.epsilon()));
        }
    }

    /** Adam with the largest mean square so far, Reddi et al. 2018. */
    public static final class AmsGradProvider extends Nd4jProvider {
        public AmsGradProvider() {
            super(
                    "amsgrad",
                    "Adam with the largest mean square so far, Reddi et al. 2018",
                    Set.of("rate", "beta1", "beta2", "epsilon"),
                    s -> new AMSGrad(s.rate(), s.beta1(), s.beta2(), s.epsilon()));
        }
    }

    /** Adam with Nesterov's momentum, Dozat 2016. */
    public static final class NadamProvider extends Nd4jProvider {
        public NadamProvider() {
            super(
                    "nadam",
                    "Adam with Nesterov's momentum, Dozat 2016",
                    Set.of("rate", "beta1", "beta2", "epsilon"),
                    s -> new Nadam(s.rate(), s.beta1(), s.beta2(), s.epsilon()));
        }
    }

    /** Gradient descent with Nesterov's momentum. */
    public static final class NesterovsProvider extends Nd4jProvider {
        public NesterovsProvider() {
            super(
                    "nesterovs",
                    "Gradient descent with Nesterov's momentum",
                    Set.of("rate", "beta1"),
                    s -> new Nesterovs(s.rate(), s.beta1()));
        }
    }

    /** The gradient by the root of its mean square, Hinton 2012. */
    public static final class RmsPropProvider extends Nd4jProvider {
        public RmsPropProvider() {
            super(
                    "rmsprop",
                    "The gradient by the root of its mean square, Hinton 2012",
                    Set.of("rate", "beta2", "epsilon"),
                    s -> new RmsProp(s.rate(), s.beta2(), s.epsilon()));
        }
    }

    /** The gradient by the root of the sum of all its squares, Duchi et al. 2011. */
    public static final class AdaGradProvider extends Nd4jProvider {
        public AdaGradProvider() {
            super(
                    "adagrad",
                    "The gradient by the root of the sum of all its squares, Duchi et al. 2011",
                    Set.of("rate", "epsilon"),
                    s -> new AdaGrad(s.rate(), s.epsilon()));
        }
    }

    /** Steps as large as those of late, without a learning rate, Zeiler 2012. */
    public static final class AdaDeltaProvider extends Nd4jProvider {
        public AdaDeltaProvider() {
            super(
                    "adadelta",
                    "Steps as large as those of late, without a learning rate, Zeiler 2012",
                    Set.of("beta2", "epsilon"),
                    s -> new AdaDelta(s.beta2(), s.epsilon()));
        }
    }

    /** Gradient descent. */
    public static final class SgdProvider extends Nd4jProvider {
        public SgdProvider() {
            super("sgd", "Gradient descent", Set.of("rate"), s -> new Sgd(s.rate()));
        }
    }
}
