# Regressions by R's survey package, for tests/regression and tests/tools:
#   Rscript tests/reference/models.R DIR
# writes DIR/cases.csv, one row a figure: data,design,args,by,term,level,category,statistic,estimate,
# se,df,p_value; and random data with designs, NUMBER.csv and NUMBER.toml. survey 4.1-1, converged to
# rounding: R's covariance of a glm is that of one iteration earlier.
suppressMessages(library(survey))
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "calibrate.R"))
dir <- commandArgs(TRUE)[1]
data(api)
tight <- glm.control(epsilon = 1e-15, maxit = 100)
cases <- NULL
figure <- function(x) ifelse(is.na(x), "", formatC(x, digits = 17, format = "g", width = 1))
add <- function(case, term, level, category, statistic, estimate, se, df, p) {
  cases <<- rbind(cases, data.frame(data = case$data, args = case$args, where = case$where, term = term, level = level,
                                    category = category, statistic = statistic, estimate = figure(estimate),
                                    se = figure(se), df = figure(df), p_value = figure(p)))
}

# term and level of R's coefficient names, factors being upper-case by convention here
terms_of <- function(model) {
  mm <- model.matrix(formula(model), model$survey.design$variables)
  labels <- c("constant", attr(terms(model), "term.labels"))[attr(mm, "assign") + 1]
  level <- mapply(function(name, label) {
    parts <- strsplit(name, ":")[[1]]; vars <- strsplit(label, ":")[[1]]
    levels <- substring(parts, nchar(vars) + 1)
    paste(levels[levels != ""], collapse = ":")
  }, colnames(mm), labels)
  level[labels == "constant"] <- ""
  list(term = labels, level = unname(level))
}

# Predictive margins and effects with the variance for the population, by linearised values. R has
# none for a whole design at once: the influence of the coefficients and of the mean are added here.
effects_of <- function(model, design, case, df) {
  d <- model$survey.design
  data <- model.frame(d)
  w <- weights(d, "sampling")
  inside <- w > 0
  mm <- function(newdata) model.matrix(delete.response(terms(model)), newdata, xlev = model$xlevels)
  fam <- model$family
  X <- mm(data)
  mu <- fam$linkinv(drop(X %*% coef(model)))
  v <- fam$mu.eta(drop(X %*% coef(model)))
  # canonical links: score x (y - mu), information x x' v
  y <- as.numeric(model.response(model.frame(formula(model), data)))
  A <- crossprod(X, X * (w * v))
  influence <- (X * (y - mu)) %*% solve(A)
  margin <- function(newdata, slope = NULL) {
    Xn <- mm(newdata)
    eta <- drop(Xn %*% coef(model))
    if (is.null(slope)) {
      m <- fam$linkinv(eta); g <- Xn * fam$mu.eta(eta)
    } else {
      h <- 1e-5
      up <- newdata; up[[slope]] <- up[[slope]] + 1
      D <- mm(up) - Xn  # the columns are linear in the number
      tilt <- drop(D %*% coef(model)); p <- fam$linkinv(eta)
      if (fam$family == "gaussian") { m <- tilt; g <- D }
      else { m <- p * (1 - p) * tilt; g <- D * (p * (1 - p)) + Xn * (p * (1 - p) * (1 - 2 * p) * tilt) }
    }
    value <- sum(w * m) / sum(w)
    list(value = value, z = (m - value) / sum(w) + drop(influence %*% (colSums(w * g) / sum(w))))
  }
  say <- function(term, level, statistic, m) {
    se <- sqrt(c(svyrecvar(cbind(w * m$z), d$cluster, d$strata, d$fpc, postStrata = d$postStrata)))
    add(case, term, level, "", statistic, m$value, se, df, NA)
  }
  for (v in all.vars(delete.response(terms(model)))) {
    if (is.numeric(data[[v]])) { say(v, "", "ame", margin(data, v)); next }
    of <- lapply(model$xlevels[[v]], function(l) { data[[v]] <- factor(l, model$xlevels[[v]]); margin(data) })
    for (i in seq_along(of)) say(v, model$xlevels[[v]][i], "margin", of[[i]])
    for (i in seq_along(of)[-1]) say(v, model$xlevels[[v]][i], "ame", list(value = of[[i]]$value - of[[1]]$value, z = of[[i]]$z - of[[1]]$z))
  }
}

glm_case <- function(data, args, model, where = "", effects = TRUE) {
  case <- list(data = data, args = args, where = where)
  names <- terms_of(model)
  b <- coef(model); se <- sqrt(diag(vcov(model))); df <- model$df.residual
  for (j in seq_along(b)) add(case, names$term[j], names$level[j], "", "coefficient", b[j], se[j], df, 2 * pt(-abs(b[j] / se[j]), df))
  if (model$family$family != "gaussian")
    for (j in seq_along(b)[-1]) add(case, names$term[j], names$level[j], "", "odds_ratio", exp(b[j]), exp(b[j]) * se[j], df, 2 * pt(-abs(b[j] / se[j]), df))
  labels <- attr(terms(model), "term.labels")
  for (t in labels) {
    test <- regTermTest(model, reformulate(t), method = "Wald")
    add(case, t, "", "", "wald_f", test$Ftest, NA, df, test$p)
  }
  all <- regTermTest(model, reformulate(labels))
  add(case, "model", "", "", "wald_f", all$Ftest, NA, df, all$p)
  if (effects) effects_of(model, NULL, case, df)
}

out <- function(d, name) {
  for (v in names(d)) if (is.factor(d[[v]])) d[[v]] <- as.character(d[[v]])
  for (v in names(d)) if (is.numeric(d[[v]])) d[[v]] <- format(d[[v]], digits = 17, trim = TRUE, scientific = FALSE)
  write.csv(d, file.path(dir, name), row.names = FALSE, quote = FALSE, na = "")
}
columns <- c("stype", "dnum", "snum", "api00", "api99", "sch.wide", "comp.imp", "awards", "ell", "meals", "mobility", "enroll", "pw", "fpc", "fpc1", "fpc2")
keep <- function(d) { d$wide <- as.numeric(d$sch.wide == "Yes"); d$grade <- cut(d$api00, c(0, 550, 650, 750, 1000), c("1", "2", "3", "4")); d[, c(intersect(columns, names(d)), "wide", "grade")] }
strat <- keep(apistrat); one <- keep(apiclus1); two <- keep(apiclus2)
out(strat, "strat.csv"); out(one, "one.csv"); out(two, "two.csv")
toml <- function(name, ...) writeLines(c(...), file.path(dir, paste0(name, ".toml")))
toml("strat", 'weight = "pw"', 'strata = "stype"', 'fpc = "fpc"')
toml("one", 'weight = "pw"', 'psu = "dnum"', 'fpc = "fpc"')
toml("two", 'weight = "pw"', 'psu = "dnum,snum"', 'fpc = "fpc1,fpc2"')
dstrat <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = strat, fpc = ~fpc)
done <- svydesign(id = ~dnum, weights = ~pw, data = one, fpc = ~fpc)
dtwo <- svydesign(id = ~dnum + snum, weights = ~pw, data = two, fpc = ~fpc1 + fpc2)
logit <- quasibinomial()
fit <- function(f, d, family = gaussian()) svyglm(f, d, family = family, control = tight)

glm_case("strat", "--response api00 --covariates stype,ell,meals --numeric ell,meals", fit(api00 ~ stype + ell + meals, dstrat))
glm_case("strat", "--response wide --family logistic --covariates stype,comp.imp,ell --numeric ell", fit(wide ~ stype + comp.imp + ell, dstrat, logit))
glm_case("strat", "--response wide --family logistic --covariates stype*ell --numeric ell", fit(wide ~ stype * ell, dstrat, logit))
glm_case("strat", "--response api00 --covariates stype*comp.imp,awards", fit(api00 ~ awards + stype * comp.imp, dstrat))
glm_case("one", "--response wide --family logistic --covariates meals,ell --numeric meals,ell", fit(wide ~ meals + ell, done, logit))
glm_case("one", "--response api00 --covariates stype,meals --numeric meals", fit(api00 ~ stype + meals, done))
glm_case("two", "--response api00 --covariates ell,meals,mobility --numeric ell,meals,mobility", fit(api00 ~ ell + meals + mobility, dtwo))
glm_case("two", "--response wide --family logistic --covariates ell --numeric ell", fit(wide ~ ell, dtwo, logit))
# enroll has missing values: listwise
glm_case("two", "--response api00 --covariates enroll --numeric enroll", fit(api00 ~ enroll, dtwo), effects = FALSE)
domain <- function(f, d, family, name, where, args) glm_case(name, args, fit(f, d, family), where)
domain(api00 ~ stype + ell, subset(dstrat, comp.imp == "Yes"), gaussian(), "strat", "comp.imp=Yes", "--response api00 --covariates stype,ell --numeric ell")
domain(wide ~ ell, subset(dstrat, stype != "E"), logit, "strat", "stype!=E", "--response wide --family logistic --covariates ell --numeric ell")
domain(api00 ~ ell, subset(done, stype == "E"), gaussian(), "one", "stype=E", "--response api00 --covariates ell --numeric ell")

# Raked in the same run: DIR/raked.recipe.toml stands for a design.
out(one, "raked.csv")
writeLines(c("stype,total", "E,4421", "H,755", "M,1018"), file.path(dir, "stype.csv"))
writeLines(c("sch.wide,total", "Yes,5122", "No,1072"), file.path(dir, "wide.csv"))
toml("raked.recipe", "[design]", 'weight = "pw"', 'psu = "dnum"', 'fpc = "fpc"', "[[step]]", 'kind = "calibrate"', 'distance = "raking"',
     'margins = ["stype.csv", "wide.csv"]', "[output]", 'weight = "vikt"')
raked <- calibrate_by(done, model.matrix(~stype + sch.wide, one), c(6194, 755, 1018, 5122), "raking")
glm_case("raked", "--response api00 --covariates stype,meals --numeric meals", fit(api00 ~ stype + meals, raked))
raked <- update(raked, impr = as.numeric(comp.imp == "Yes"))
glm_case("raked", "--response comp.imp=Yes --covariates stype,ell --numeric ell", fit(impr ~ stype + ell, raked, logit))

# Jackknife: each replicate fitted again, by R. Its svyglm leaves its iterations at 25 and 1e-8.
jack <- as.svrepdesign(done, type = "JK1")
W <- weights(jack, "analysis")
colnames(W) <- paste0("rep", seq_len(ncol(W)))
out(cbind(one, W), "jack.csv")
toml("jack", 'weight = "pw"', 'psu = "dnum"', 'fpc = "fpc"', "[replicates]", 'columns = "rep*"', 'kind = "jk1"', sprintf("scale = %.17g", jack$scale))
rep_fit <- function(f, family) {
  m <- svyglm(f, jack, family = family, control = tight)
  theta <- t(sapply(seq_len(ncol(W)), function(r) { d <- one; d$.w <- W[, r] / mean(W[, r]); coef(glm(f, data = d, weights = .w, family = family, control = tight)) }))
  V <- svrVar(theta, jack$scale, jack$rscales, mse = FALSE)
  m$cov.unscaled <- V
  m$survey.design <- done
  m
}
glm_case("jack", "--response wide --family logistic --covariates meals,ell --numeric meals,ell", rep_fit(wide ~ meals + ell, logit), effects = FALSE)
glm_case("jack", "--response api00 --covariates stype,meals --numeric meals", rep_fit(api00 ~ stype + meals, gaussian()), effects = FALSE)

# Ordinal: svyolr stops at about five digits (BFGS, numerical Hessian), so its result begins a Newton
# iteration on the same likelihood with analytical derivatives; its own figures are compared loosely.
ordinal_case <- function(data, args, f, d) {
  case <- list(data = data, args = args, where = "")
  m <- svyolr(f, d)
  df <- d$variables
  y <- as.integer(model.response(model.frame(f, df))); J <- max(y)
  X <- model.matrix(f, df)[, -1, drop = FALSE]; w <- weights(d, "sampling")
  p <- ncol(X); q <- J - 1
  parts <- function(theta) {
    eta <- drop(X %*% theta[1:p]); zeta <- c(-Inf, theta[p + 1:q], Inf)
    a <- zeta[y + 1] - eta; b <- zeta[y] - eta
    pr <- plogis(a) - plogis(b); fa <- dlogis(a); fb <- dlogis(b)
    da <- matrix(0, length(y), p + q); db <- da
    da[, 1:p] <- -X; db[, 1:p] <- -X
    for (j in 1:q) { da[, p + j] <- as.numeric(y == j); db[, p + j] <- as.numeric(y == j + 1) }
    ga <- ifelse(is.finite(a), fa * (1 - 2 * plogis(a)), 0); gb <- ifelse(is.finite(b), fb * (1 - 2 * plogis(b)), 0)
    s <- (da * fa - db * fb) / pr
    H <- crossprod(da, da * (w * ga / pr)) - crossprod(db, db * (w * gb / pr)) - crossprod(s, s * w)
    list(s = s, H = H)
  }
  theta <- c(coef(m), m$zeta)[1:(p + q)]
  for (i in 1:30) { now <- parts(theta); theta <- theta - solve(now$H, colSums(w * now$s)) }
  now <- parts(theta)
  u <- (now$s * w) %*% solve(-now$H)
  V <- svyrecvar(u, d$cluster, d$strata, d$fpc, postStrata = d$postStrata)
  stopifnot(max(abs(theta - c(coef(m), m$zeta)[1:(p + q)])) < 1e-2, max(abs(sqrt(diag(V)) / SE(m)[1:(p + q)] - 1)) < 1e-2)
  labels <- attr(terms(f), "term.labels"); assign <- attr(model.matrix(f, df), "assign")[-1]
  deg <- degf(d) - p
  for (j in 1:(p + q)) {
    threshold <- j > p
    add(case, if (threshold) "threshold" else labels[assign[j]], if (threshold) "" else substring(colnames(X)[j], nchar(labels[assign[j]]) + 1),
        if (threshold) paste(levels(df$grade)[j - p + 0:1], collapse = "|") else "", "coefficient", theta[j], sqrt(V[j, j]), deg,
        2 * pt(-abs(theta[j]) / sqrt(V[j, j]), deg))
  }
  for (t in seq_along(labels)) {
    i <- which(assign == t)
    f_value <- c(theta[i] %*% solve(V[i, i]) %*% theta[i]) / length(i)
    add(case, labels[t], "", "", "wald_f", f_value, NA, deg, pf(f_value, length(i), deg, lower.tail = FALSE))
  }
}
ordinal_case("strat", "--response grade --family ordinal --covariates stype,ell --numeric ell", grade ~ stype + ell, dstrat)
ordinal_case("one", "--response grade --family ordinal --covariates meals,comp.imp --numeric meals", grade ~ meals + comp.imp, done)

# Random data: strata or clusters, with and without fpc, weights that vary, interactions.
set.seed(7)
for (number in 1:12) {
  n <- sample(150:400, 1); H <- sample(1:4, 1); clustered <- number %% 3 == 0
  d <- data.frame(h = sample(H, n, TRUE), w = round(runif(n, 1, 40), 3), x = round(rnorm(n), 4), g = sample(letters[1:3], n, TRUE), k = sample(c("1", "2"), n, TRUE))
  d$i <- paste0(d$h, "-", sample(12, n, TRUE))
  d$y <- round(2 + d$x - (d$g == "b") + rnorm(n), 4)
  d$b <- rbinom(n, 1, plogis(0.3 * d$x + 0.5 * (d$g == "c") - 0.4 * (d$k == "2")))
  d$N <- as.vector(table(d$h)[as.character(d$h)]) * 3
  fpc <- number %% 2 == 0 && !clustered
  out(d, paste0("r", number, ".csv"))
  toml(paste0("r", number), 'weight = "w"', 'strata = "h"', if (clustered) 'psu = "i"', if (fpc) 'fpc = "N"')
  design <- svydesign(id = if (clustered) ~i else ~1, strata = ~h, weights = ~w, data = d, fpc = if (fpc) ~N else NULL)
  name <- paste0("r", number)
  glm_case(name, "--response y --covariates g*k,x --numeric x", fit(y ~ x + g * k, design))
  glm_case(name, "--response b --family logistic --covariates g*x,k --numeric x", fit(b ~ k + g * x, design, logit))
}
write.csv(cases, file.path(dir, "cases.csv"), row.names = FALSE)
