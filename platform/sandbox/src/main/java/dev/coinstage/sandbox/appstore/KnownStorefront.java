package dev.coinstage.sandbox.appstore;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A country that this App Store sells in; nothing at all is left to {@code NotNull}. */
@Constraint(validatedBy = KnownStorefront.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@interface KnownStorefront {

    String message() default "must be a country (ISO 3166-1 alpha-3) that the sandbox sells in";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<KnownStorefront, String> {

        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            return value == null || Storefront.of(value).isPresent();
        }
    }
}
