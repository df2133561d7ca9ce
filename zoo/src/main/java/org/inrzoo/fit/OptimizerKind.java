package org.inrzoo.fit;

import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** The optimisers a recipe can name: ND4J's updaters. */
public enum OptimizerKind {
    ADAM,
    ADAMAX,
    ADABELIEF,
    AMSGRAD,
    NADAM,
    NESTEROVS,
    RMSPROP,
    ADAGRAD,
    ADADELTA,
    SGD;

    /** ND4J's configuration of this optimiser; beta1 also serves as momentum, beta2 as the running mean's decay. */
    IUpdater updater(Recipe recipe) {
        double rate = recipe.rate();
        double beta1 = recipe.optimization().beta1();
        double beta2 = recipe.optimization().beta2();
        double epsilon = recipe.optimization().epsilon();
        return switch (this) {
            case ADAM -> new Adam(rate, beta1, beta2, epsilon);
            case ADAMAX -> new AdaMax(rate, beta1, beta2, epsilon);
            case ADABELIEF -> new AdaBelief(rate, beta1, beta2, epsilon);
            case AMSGRAD -> new AMSGrad(rate, beta1, beta2, epsilon);
            case NADAM -> new Nadam(rate, beta1, beta2, epsilon);
            case NESTEROVS -> new Nesterovs(rate, beta1);
            case RMSPROP -> new RmsProp(rate, beta2, epsilon);
            case ADAGRAD -> new AdaGrad(rate, epsilon);
            case ADADELTA -> new AdaDelta(beta2, epsilon);
            case SGD -> new Sgd(rate);
        };
    }
}
