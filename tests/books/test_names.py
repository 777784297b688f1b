"""Which spellings are one person's: a hundred pairs, half of them only alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.books.names import same_person

ONE = """
Sergei Shoigu = Sergey Shoygu
Sergei Shoigu = Сергей Шойгу
Sergei Lavrov = Sergey Lavrov
Volodymyr Zelenskyy = Volodymyr Zelensky
Volodymyr Zelenskyy = Vladimir Zelenskiy
Valery Gerasimov = Valeriy Gerasimov
Nikolai Patrushev = Nikolay Patrushev
Dmitry Medvedev = Dmitri Medvedev
Alexander Lukashenko = Alyaksandr Lukashenka
Shavkat Mirziyoyev = Shavkat Mirziyoev
Zakir Hasanov = Zakir Hasanov
Mevlüt Çavuşoğlu = Mevlut Cavusoglu
Recep Tayyip Erdoğan = Recep Tayyip Erdogan
Yaşar Güler = Yasar Guler
Mohammad Bagheri = Mohammad Baqeri
Mohammed bin Salman = Mohammad bin Salman Al Saud
Abdel Fattah el-Sisi = Abdel Fattah Al-Sisi
Abdelmadjid Tebboune = Abdelmajid Tebboune
Hussein Amir = Hossein Amir
Ahmed Gaid Salah = Ahmad Gaid Salah
Khalid bin Salman = Khaled bin Salman
Faisal bin Farhan = Faisal bin Farhan Al Saud
Mohamed Zaki = Mohamed Ahmed Zaki
Joe Biden = Joseph R. Biden
Joe Biden = Joseph Biden Jr.
Lloyd Austin = Lloyd J. Austin III
Mike Pompeo = Michael R. Pompeo
Jim Mattis = James N. Mattis
Tony Blinken = Antony J. Blinken
Mark Milley = Mark A. Milley
Charles Q. Brown = Charles Q. Brown Jr.
Robert C. O'Brien = Robert O’Brien
Bill Clinton = William Clinton
Fumio Kishida = Kishida Fumio
Nobuo Kishi = KISHI Nobuo
Moon Jae-in = Moon Jae In
Kim Jong Un = Kim Jong-un
Yoon Suk Yeol = Yoon Suk-yeol
José Ramos-Horta = Jose Ramos-Horta
Luiz Inácio Lula da Silva = Luiz Inacio Lula da Silva
Ricardo Trevilla = Ricardo Trevilla Trejo
Jean-Yves Le Drian = Jean Yves Le Drian
Gitanas Nausėda = Gitanas Nauseda
Miloš Vučević = Milos Vucevic
António Guterres = Antonio Guterres
Gen. Anil Chauhan = Anil Chauhan
S. Jaishankar = Subrahmanyam Jaishankar
Nguyen Phu Trong = Nguyễn Phú Trọng
Gilberto Teodoro Jr. = Gilberto C. Teodoro
Oleksii Reznikov = Oleksiy Reznikov
Ferdinand Marcos Jr. = Ferdinand R. Marcos Jr.
"""

TWO = """
Rajnath Singh | Ranjit Singh
Rajnath Singh | Manmohan Singh
Sergei Ivanov | Igor Ivanov
Sergei Ivanov | Sergei Ivanova
Kim Jong Il | Kim Jong Un
Kim Jong Un | Kim Yong Chol
Li Keqiang | Li Qiang
Wang Yi | Wang Yong
George H. W. Bush | George W. Bush
Michel Aoun | Joseph Aoun
Bill Lee | William Lai
Hun Sen | Hun Manet
Park Jin | Park Geun-hye
Nguyen Phu Trong | Nguyen Xuan Phuc
Nguyen Xuan Phuc | Nguyen Chi Vinh
Mohammed bin Salman | Mohammed bin Zayed
Mohammed bin Salman | Khalid bin Salman
Abdullah bin Zayed | Khalifa bin Zayed
Salman bin Hamad | Hamad bin Isa
Shah Mahmood Qureshi | Shah Mahmood Khan
Imran Khan | Irfan Khan
Nawaz Sharif | Shehbaz Sharif
Raheel Sharif | Nawaz Sharif
Manoj Pande | Manoj Mukund Naravane
Hari Kumar | Ajay Kumar
Ajay Kumar | Ajay Bhatt
Patrick Shanahan | Patrick Mtambo
William Cohen | William Burns
John Kerry | John Kelly
John Bolton | John Boltin Smith
James Mattis | James Marape
Mark Esper | Mark Milley
Martin Luther King | Martin Luther Agwai
Robert Gates | Robert Abrams
Robert Neller | Robert Noller Green
Andrés Manuel López | Andrés Pastrana
Pedro Sánchez | Pedro Castillo
José Múcio | José Luis
Juan Manuel Santos | Juan Carlos Varela
Ivan Duque | Ivan Velasquez
Ana Lind | Ana Lindt Berg
Maria Silva | Mario Silva
Vladimir Putin | Vladimir Norov
Alexander Fomin | Alexander Grushko
Viktor Khrenin | Viktor Chirkov
Emomali Rahmon | Emomali Sobirzoda
Salome Zourabichvili | Mikheil Saakashvili
Irakli Garibashvili | Irakli Kobakhidze
Hulusi Akar | Hulusi Kaya
Lee Hsien Loong | Lee Jong-sup
Ng Eng Hen | Ng Chee Meng
Abdullah Abdullah | Abdullah Ali Abdullah Al-Sabah
"""


def pairs(told: str, between: str) -> list[tuple[str, str]]:
    """The two names of every line."""
    return [(one, other) for one, _, other in (line.partition(between) for line in told.strip().splitlines())]


def test_spellings_of_one_person_are_told_from_names_that_are_only_alike() -> None:
    alike, parted = pairs(ONE, " = "), pairs(TWO, " | ")
    assert len(alike) + len(parted) >= 100
    right = [pair for pair in alike if same_person(*pair)]
    wrong = [pair for pair in parted if same_person(*pair)]
    assert len(right) / (len(right) + len(wrong)) >= 0.98, wrong
    assert len(right) / len(alike) >= 0.95, sorted(set(alike) - set(right))


@pytest.mark.parametrize("pair", pairs(ONE, " = ")[:12])
def test_which_name_comes_first_does_not_matter(pair: tuple[str, str]) -> None:
    assert same_person(*pair) == same_person(*reversed(pair))


def test_a_title_is_left_out_of_a_name_but_where_it_is_the_surname() -> None:
    assert same_person("King Abdullah II", "Abdullah bin Abdulaziz") is False
    assert same_person("Air Chief Marshal Arif Maren", "Arif Maren")
    assert same_person("Martin Luther King Jr.", "Martin King")


def test_a_surname_alone_is_nobodys() -> None:
    assert not same_person("Shoigu", "Sergei Shoigu")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared_in_either_order(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)
