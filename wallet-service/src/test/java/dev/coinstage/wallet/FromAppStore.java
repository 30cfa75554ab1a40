package dev.coinstage.wallet;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks the field of a test that wants the {@link AppStoreSigner}. */
@Retention(RetentionPolicy.RUNTIME)
@interface FromAppStore {}
