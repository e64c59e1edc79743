//! Generates the model's closed vocabularies from the codebook: one enum each, with its terms'
//! slugs, labels and definitions, and the relations (containment, outcome class, NIBRS codes)
//! that the codebook states.

use std::error::Error;
use std::fmt::Write as _;

use serde_json::{Map, Value};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A further fact that the codebook states about each term of a vocabulary.
struct Fact {
    vocabulary: &'static str,
    key: &'static str,
    kind: FactKind,
    doc: &'static str,
}

enum FactKind {
    /// `true` or `false`, absent meaning false.
    Bool,
    /// A text, absent meaning empty.
    Text,
    /// A list of texts.
    Texts,
    /// Terms of the named vocabulary.
    Terms(&'static str),
    /// One term of the named vocabulary.
    Term(&'static str),
    /// One of a closed set of words that stands in the codebook only here.
    Word(&'static str),
}

const FACTS: &[Fact] = &[
    Fact {
        vocabulary: "measure",
        key: "group",
        kind: FactKind::Word("MeasureGroup"),
        doc: "The group under which the measure is listed.",
    },
    Fact {
        vocabulary: "measure",
        key: "counts",
        kind: FactKind::Word("Counted"),
        doc: "Whose population a figure of this measure states.",
    },
    Fact {
        vocabulary: "measure",
        key: "total",
        kind: FactKind::Bool,
        doc: "Whether figures of this measure may be totalled; ages, days and money have a lowest and a highest only.",
    },
    Fact {
        vocabulary: "measure",
        key: "presumed_innocent",
        kind: FactKind::Bool,
        doc: "Whether the people counted are suspects, presumed innocent unless proven guilty.",
    },
    Fact {
        vocabulary: "victim_population",
        key: "inside",
        kind: FactKind::Terms("victim_population"),
        doc: "The populations that directly contain this one.",
    },
    Fact {
        vocabulary: "victim_population",
        key: "disjoint",
        kind: FactKind::Terms("victim_population"),
        doc: "The populations stated to share no one with this one.",
    },
    Fact {
        vocabulary: "suspect_population",
        key: "inside",
        kind: FactKind::Terms("suspect_population"),
        doc: "The populations that directly contain this one.",
    },
    Fact {
        vocabulary: "outcome",
        key: "class",
        kind: FactKind::Term("outcome_class"),
        doc: "The class that the verb belongs to; classes are never added to each other.",
    },
    Fact {
        vocabulary: "outcome",
        key: "verbs",
        kind: FactKind::Terms("outcome"),
        doc: "The single verbs that a compound verb stands for.",
    },
    Fact {
        vocabulary: "source_kind",
        key: "issuer",
        kind: FactKind::Bool,
        doc: "Whether this is a text of the issuing agency.",
    },
    Fact {
        vocabulary: "source_kind",
        key: "aggregator",
        kind: FactKind::Bool,
        doc: "Whether this only digests or reposts other sources.",
    },
    Fact {
        vocabulary: "flag",
        key: "on",
        kind: FactKind::Texts,
        doc: "The kinds of record that may carry the flag.",
    },
    Fact {
        vocabulary: "offence_category",
        key: "nibrs",
        kind: FactKind::Texts,
        doc: "Offence codes of the FBI's National Incident-Based Reporting System.",
    },
    Fact {
        vocabulary: "qualifier",
        key: "words",
        kind: FactKind::Text,
        doc: "The words set before a number so qualified.",
    },
];

pub fn generate(text: &str) -> Result<String> {
    let codebook: Value = serde_json::from_str(text)?;
    let vocabularies = object(&codebook, "vocabularies")?;
    let mut out = String::new();
    let mut listed = Vec::new();
    for (name, vocabulary) in vocabularies {
        let doc = text_of(vocabulary, "definition")?;
        write_vocabulary(&mut out, name, vocabulary, doc)?;
        listed.push(name.as_str());
    }
    write_words(&mut out, vocabularies)?;
    for (name, constant) in object(&codebook, "constants")? {
        let value = constant["value"]
            .as_i64()
            .ok_or_else(|| format!("constant {name}: expected a whole number"))?;
        writeln!(
            out,
            "/// {}\npub const {}: i64 = {value};",
            text_of(constant, "definition")?,
            name.to_uppercase()
        )?;
    }
    writeln!(
        out,
        "/// Every vocabulary of the codebook, in its order.\npub static CODEBOOK: &[Listing] = &["
    )?;
    for name in listed {
        let vocabulary = &vocabularies[name];
        writeln!(
            out,
            "    Listing {{ name: {name:?}, label: {:?}, definition: {:?}, terms: {}::TERMS }},",
            text_of(vocabulary, "label")?,
            text_of(vocabulary, "definition")?,
            camel(name)
        )?;
    }
    writeln!(out, "];")?;
    Ok(out)
}

fn write_vocabulary(out: &mut String, name: &str, vocabulary: &Value, doc: &str) -> Result<()> {
    let terms = terms(vocabulary, name)?;
    let type_name = camel(name);
    writeln!(
        out,
        "/// {doc}\n#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum {type_name} {{"
    )?;
    for term in terms {
        writeln!(
            out,
            "    /// {}\n    {},",
            text_of(term, "definition")?,
            camel(text_of(term, "slug")?)
        )?;
    }
    writeln!(out, "}}\nimpl Vocabulary for {type_name} {{")?;
    writeln!(out, "    const NAME: &'static str = {name:?};")?;
    write!(out, "    const ALL: &'static [Self] = &[")?;
    for term in terms {
        write!(out, "Self::{}, ", camel(text_of(term, "slug")?))?;
    }
    writeln!(out, "];\n    const TERMS: &'static [Term] = &[")?;
    for term in terms {
        writeln!(
            out,
            "        Term {{ slug: {:?}, label: {:?}, definition: {:?} }},",
            text_of(term, "slug")?,
            text_of(term, "label")?,
            text_of(term, "definition")?
        )?;
    }
    writeln!(out, "    ];\n    fn index(self) -> usize {{ self as usize }}\n}}")?;
    let facts: Vec<_> = FACTS.iter().filter(|fact| fact.vocabulary == name).collect();
    if !facts.is_empty() {
        writeln!(out, "impl {type_name} {{")?;
        for fact in facts {
            write_fact(out, fact, terms)?;
        }
        writeln!(out, "}}")?;
    }
    Ok(())
}

fn write_fact(out: &mut String, fact: &Fact, terms: &[Value]) -> Result<()> {
    let returned = match &fact.kind {
        FactKind::Bool => "bool".to_string(),
        FactKind::Text => "&'static str".to_string(),
        FactKind::Texts => "&'static [&'static str]".to_string(),
        FactKind::Terms(of) => format!("&'static [{}]", camel(of)),
        FactKind::Term(of) => camel(of),
        FactKind::Word(name) => (*name).to_string(),
    };
    writeln!(
        out,
        "    /// {}\n    pub fn {}(self) -> {returned} {{\n        match self {{",
        fact.doc, fact.key
    )?;
    for term in terms {
        let slug = text_of(term, "slug")?;
        let value = &term[fact.key];
        let texts = || -> Result<Vec<&str>> {
            match value {
                Value::Null => Ok(Vec::new()),
                Value::Array(items) => items
                    .iter()
                    .map(|item| {
                        item.as_str()
                            .ok_or_else(|| format!("{slug}.{}: expected texts", fact.key).into())
                    })
                    .collect(),
                _ => Err(format!("{slug}.{}: expected a list", fact.key).into()),
            }
        };
        let expression = match &fact.kind {
            FactKind::Bool => value.as_bool().unwrap_or(false).to_string(),
            FactKind::Text => format!("{:?}", value.as_str().unwrap_or("")),
            FactKind::Texts => format!("&{:?}", texts()?),
            FactKind::Terms(of) => format!(
                "&[{}]",
                texts()?
                    .iter()
                    .map(|text| format!("{}::{}", camel(of), camel(text)))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            FactKind::Term(of) => format!("{}::{}", camel(of), camel(text_of(term, fact.key)?)),
            FactKind::Word(name) => format!("{name}::{}", camel(text_of(term, fact.key)?)),
        };
        writeln!(out, "            Self::{} => {expression},", camel(slug))?;
    }
    writeln!(out, "        }}\n    }}")?;
    Ok(())
}

/// The enums of `FactKind::Word`, from the words that the codebook uses.
fn write_words(out: &mut String, vocabularies: &Map<String, Value>) -> Result<()> {
    for fact in FACTS {
        let FactKind::Word(name) = fact.kind else {
            continue;
        };
        let mut words: Vec<&str> = Vec::new();
        for term in terms(&vocabularies[fact.vocabulary], fact.vocabulary)? {
            let word = text_of(term, fact.key)?;
            if !words.contains(&word) {
                words.push(word);
            }
        }
        writeln!(
            out,
            "/// {}\n#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum {name} {{",
            fact.doc
        )?;
        for word in words {
            writeln!(out, "    /// The codebook's word `{word}`.\n    {},", camel(word))?;
        }
        writeln!(out, "}}")?;
    }
    Ok(())
}

fn object<'a>(value: &'a Value, key: &str) -> Result<&'a Map<String, Value>> {
    value[key]
        .as_object()
        .ok_or_else(|| format!("codebook.json: expected an object at {key}").into())
}

fn terms<'a>(vocabulary: &'a Value, name: &str) -> Result<&'a Vec<Value>> {
    vocabulary["terms"]
        .as_array()
        .ok_or_else(|| format!("codebook.json: vocabulary {name} has no terms").into())
}

fn text_of<'a>(value: &'a Value, key: &str) -> Result<&'a str> {
    value[key]
        .as_str()
        .ok_or_else(|| format!("codebook.json: expected a text at {key} of {value}").into())
}

fn camel(slug: &str) -> String {
    slug.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
                .unwrap_or_default()
        })
        .collect()
}
